using Quickchange.Algorithms.Embedding;
using Quickchange.Algorithms.Inference;

namespace Quickchange.Algorithms.Tests.Inference;

[Parallelizable(ParallelScope.All)]
public class EmbeddingTests
{
    private static readonly Random Random = new(6);

    private static IEnumerable<TestCaseData> Refused =>
    [
        Case("LeakyRelu", Image().Then("LeakyRelu")),
        Case("Conv", Image().Then("Conv", [("group", 2)], Models.Weights(Random, 4, 1, 3, 3))),
        Case("Conv", Image().Then("Conv", [("dilations", (int[])[2, 2])], Models.Weights(Random, 4, 2, 3, 3))),
        Case("MaxPool", Image().Then("MaxPool", [("kernel_shape", (int[])[2, 2]), ("pads", (int[])[1, 1, 1, 1])])),
        Case("MaxPool", Image().Then("MaxPool", [("kernel_shape", (int[])[2, 2]), ("ceil_mode", 1)])),
        Case("Relu", Image().Then("Relu")),
        Case("Gemm", Image().Then("Gemm", Models.Weights(Random, 72, 3))),
        Case("Gemm", Image().Then("Flatten").Then("Gemm", Models.Weights(Random, 71, 3))),
        Case("Add", Image().Then("Conv", Models.Weights(Random, 4, 2, 3, 3)).Then("Add", Models.Weights(Random, 4))),
        Case("Softmax", Image().Then("Softmax", [("axis", 1)])),
    ];

    [TestCaseSource(nameof(Refused))]
    public void An_operator_that_is_not_covered_is_refused_by_name(string name, byte[] model) =>
        Assert.That(() => EmbeddedNetwork.From(model), Throws.TypeOf<NotSupportedException>().With.Message.Contains($"operator {name}"));

    [TestCase("")]
    [TestCase("QNET")]
    [TestCase("{}")]
    public void A_file_that_is_no_model_is_refused(string text) =>
        Assert.That(() => EmbeddedNetwork.From(System.Text.Encoding.ASCII.GetBytes(text)), Throws.TypeOf<InvalidDataException>());

    [Test]
    public void The_command_turns_a_file_into_a_network()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (model, output) = (Path.Combine(folder, "dense.onnx"), Path.Combine(folder, "dense.qnet"));
            File.WriteAllBytes(model, (byte[])Models.All.Last().Arguments[1]!);

            var status = EmbedProgram.Main([model, output]);

            Assert.Multiple(() =>
            {
                Assert.That(status, Is.Zero);
                Assert.That(new Network(File.ReadAllBytes(output)).Outputs, Is.EqualTo(3));
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestCase]
    [TestCase("model.onnx")]
    [TestCase("model.onnx", "output", "--bits")]
    [TestCase("no such file.onnx", "output")]
    public void The_command_refuses_other_words(params string[] words) => Assert.That(EmbedProgram.Main(words), Is.EqualTo(1));

    [Test]
    public void A_source_file_has_the_bytes_of_the_network()
    {
        var source = SourceFile.Of("Tests", "Tiny", "tiny.onnx", [1, 2, 255]);

        Assert.That(source, Does.Contain("namespace Tests;").And.Contain("class Tiny").And.Contain("1, 2, 255,"));
    }

    private static TestCaseData Case(string name, OnnxWriter model) => new(name, model.ToArray());

    private static OnnxWriter Image() => new(1, 2, 6, 6);
}
