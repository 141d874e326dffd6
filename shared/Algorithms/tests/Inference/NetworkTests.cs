using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Quickchange.Algorithms.Embedding;
using Quickchange.Algorithms.Inference;

namespace Quickchange.Algorithms.Tests.Inference;

[Parallelizable(ParallelScope.All)]
public class NetworkTests
{
    private const int Inputs = 20;

    [TestCaseSource(typeof(Models), nameof(Models.All))]
    public void ONNX_Runtime_computes_the_same_with_float_weights(long[] shape, byte[] model)
    {
        var network = new Network(EmbeddedNetwork.From(model, floatWeights: true));

        foreach (var input in InputsOf(shape))
        {
            Assert.That(Run(network, ChannelsLast(input, shape)), Is.EqualTo(Expected(model, input, shape)).Within(1e-4));
        }
    }

    [TestCaseSource(typeof(Models), nameof(Models.All))]
    public void Weights_of_8_bits_keep_the_results_near_those_of_floats(long[] shape, byte[] model)
    {
        var floats = new Network(EmbeddedNetwork.From(model, floatWeights: true));
        var bytes = new Network(EmbeddedNetwork.From(model));

        foreach (var input in InputsOf(shape))
        {
            var expected = Run(floats, input);
            Assert.That(Run(bytes, input), Is.EqualTo(expected).Within(0.05 * Math.Max(1, expected.Max(Math.Abs))));
        }
    }

    [TestCaseSource(typeof(Models), nameof(Models.All))]
    public void All_instructions_compute_the_same_bits(long[] shape, byte[] model)
    {
        var file = EmbeddedNetwork.From(model);
        var input = InputsOf(shape).First();

        var results = InstructionsOfThisProcessor.Supported
            .Select(instructions => Bits(Run(new Network(file, instructions), input)))
            .ToArray();

        Assert.That(results, Is.All.EqualTo(results[0]));
    }

    [Test]
    public void A_prediction_allocates_nothing()
    {
        var (shape, model) = ((long[])[1, 1, 28, 28], (byte[])Models.All.First().Arguments[1]!);
        var network = new Network(EmbeddedNetwork.From(model));
        var (input, output) = (InputsOf(shape).First(), new float[network.Outputs]);
        network.Run(input, output);

        var before = GC.GetAllocatedBytesForCurrentThread();
        network.Run(input, output);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    [Test]
    public void Threads_share_a_network()
    {
        var (shape, model) = ((long[])[1, 1, 28, 28], (byte[])Models.All.First().Arguments[1]!);
        var network = new Network(EmbeddedNetwork.From(model));
        var inputs = InputsOf(shape).ToArray();
        var expected = inputs.Select(input => Run(network, input)).ToArray();

        var results = inputs.AsParallel().AsOrdered().Select(input => Run(network, input)).ToArray();

        Assert.That(results, Is.EqualTo(expected));
    }

    [Test]
    public void A_damaged_file_is_refused()
    {
        var file = EmbeddedNetwork.From((byte[])Models.All.Last().Arguments[1]!);

        for (var index = 0; index < file.Length; index++)
        {
            var damaged = file.ToArray();
            damaged[index] ^= 1;
            Assert.That(() => new Network(damaged), Throws.TypeOf<InvalidDataException>(), $"byte {index}");
            Assert.That(() => new Network(file.AsSpan(0, index)), Throws.TypeOf<InvalidDataException>(), $"{index} bytes");
        }
    }

    [Test]
    public void A_foreign_file_is_refused_even_if_its_checksum_is_right()
    {
        var file = EmbeddedNetwork.From((byte[])Models.All.Last().Arguments[1]!);
        var random = new Random(5);

        for (var round = 0; round < 2000; round++)
        {
            var foreign = file.ToArray();
            var index = NetworkFormat.ContentOffset + random.Next(NetworkFormat.LayerLength + NetworkFormat.HeaderLength);
            foreign[index] = (byte)random.Next(256);
            MemoryMarshal.Write(foreign.AsSpan(NetworkFormat.ChecksumOffset), NetworkFormat.ChecksumOf(foreign));
            try
            {
                _ = new Network(foreign);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    [Test]
    public void Input_and_output_must_have_the_network_s_lengths()
    {
        var network = new Network(EmbeddedNetwork.From((byte[])Models.All.Last().Arguments[1]!));

        Assert.Multiple(() =>
        {
            Assert.That(() => network.Run(new float[36], new float[3]), Throws.ArgumentException);
            Assert.That(() => network.Run(new float[37], new float[4]), Throws.ArgumentException);
        });
    }

    private static IEnumerable<float[]> InputsOf(long[] shape)
    {
        var random = new Random(9);
        return Enumerable.Range(0, Inputs).Select(_ => Models.Weights(random, shape).Values);
    }

    private static float[] Run(Network network, float[] input)
    {
        var output = new float[network.Outputs];
        network.Run(input, output);
        return output;
    }

    private static float[] Expected(byte[] model, float[] input, long[] shape)
    {
        using var session = new InferenceSession(model);
        using var value = OrtValue.CreateTensorValueFromMemory(input, shape);
        using var outputs = session.Run(new RunOptions(), ["in"], [value], session.OutputNames);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    private static float[] ChannelsLast(float[] values, long[] shape)
    {
        if (shape is not [_, var channels, var height, var width])
        {
            return values;
        }

        var pixels = height * width;
        return [.. from pixel in Range(pixels) from channel in Range(channels) select values[(channel * pixels) + pixel]];

        static IEnumerable<int> Range(long count) => Enumerable.Range(0, (int)count);
    }

    private static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
}
