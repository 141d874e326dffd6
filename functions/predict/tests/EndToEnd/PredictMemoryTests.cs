using System.Text;
using System.Text.Json.Nodes;
using Quickchange.Scripts.Tests.Builds;
using Quickchange.Testing;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that one process of <c>predict</c> answers any body within the function's memory.</summary>
[Category("e2e")]
[Parallelizable]
public class PredictMemoryTests
{
    private const int Malformed = 1000;
    private const int LargestSide = 3162;

    [Test]
    public void A_process_refuses_malformed_images_and_answers_large_ones()
    {
        var memory = MemoryMb;
        using var process = FunctionProcess.Busy(Repository.Built.ZipOf("predict"), memory, []);
        var image = FashionMnist.Load().Render(0, 10);

        foreach (var file in MalformedImages.Of(Malformed, [image]))
        {
            Assert.That(StatusOf(process, file), Is.InRange(400, 499));
        }

        Assert.Multiple(() =>
        {
            Assert.That(StatusOf(process, image), Is.EqualTo(200));
            Assert.That(StatusOf(process, Largest()), Is.EqualTo(200));
        });
        TestContext.Out.WriteLine($"{process.Memory.Peak} bytes of memory");
        Assert.That(process.Memory.Peak, Is.LessThan(memory * 1024L * 1024));
    }

    private static int MemoryMb =>
        (int)JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "functions/predict/function.json")))!["memory_mb"]!;

    // As many pixels as an image may have, in the format that needs the most memory for each.
    private static byte[] Largest()
    {
        var pixels = new byte[LargestSide * LargestSide * 4];
        Array.Fill(pixels, byte.MaxValue);
        // Something dark in the middle.
        for (var pixel = pixels.Length / 4; pixel < pixels.Length / 2; pixel += 4)
        {
            pixels.AsSpan(pixel, 3).Clear();
        }

        return Png.Write(LargestSide, LargestSide, 6, pixels);
    }

    private static int StatusOf(FunctionProcess process, byte[] body)
    {
        var request = new JsonObject
        {
            ["version"] = "2.0",
            ["routeKey"] = "POST /predict",
            ["rawPath"] = "/predict",
            ["headers"] = new JsonObject { ["content-type"] = "image/png" },
            ["body"] = Convert.ToBase64String(body),
            ["isBase64Encoded"] = true,
        };
        var (failed, text) = process.Invoke(Encoding.UTF8.GetBytes(request.ToJsonString()));
        Assert.That(failed, Is.False, text);
        return (int)JsonNode.Parse(text)!["statusCode"]!;
    }
}
