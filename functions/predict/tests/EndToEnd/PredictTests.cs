using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.ML.OnnxRuntime;
using Quickchange.Testing;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests <c>POST /predict</c> as a client calls it.</summary>
[Parallelizable]
public class PredictTests : CloudTests
{
    private const int Count = 500;

    // In the order of the data set: https://github.com/zalandoresearch/fashion-mnist#labels
    private static readonly string[] Labels =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    [Test]
    public async Task Pictures_are_recognized_within_a_point_of_what_the_model_recognizes()
    {
        var images = FashionMnist.Load();
        using var session = new InferenceSession(Path.Combine(Repository.Root, "shared/Vision/fashion.onnx"));
        var (route, model) = (0, 0);
        for (var image = 0; image < Count; image++)
        {
            var label = Labels[images.LabelOf(image)];
            route += await TopOfAsync(images.Render(image, 10)) == label ? 1 : 0;
            model += Labels[AnswerOf(session, images.ValuesOf(image))] == label ? 1 : 0;
        }

        await TestContext.Out.WriteLineAsync($"{route} of {Count} through the route, {model} by the model");
        Assert.That(route, Is.EqualTo(model).Within(Count / 100));
    }

    private static int AnswerOf(InferenceSession session, float[] values)
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(values, [1, 1, FashionMnist.Side, FashionMnist.Side]);
        using var outputs = session.Run(options, ["image"], [input], ["probabilities"]);
        var probabilities = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        return Array.IndexOf(probabilities, probabilities.Max());
    }

    private async Task<string?> TopOfAsync(byte[] png)
    {
        using var body = new ByteArrayContent(png);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var response = await Cloud.Http.PostAsync("Prod/predict", body);
        return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["top"];
    }
}
