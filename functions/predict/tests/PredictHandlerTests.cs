using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using Quickchange.Vision;

namespace Quickchange.Predict.Tests;

public class PredictHandlerTests
{
    private const int Boot = 0;

    private readonly PredictHandler _handler = new(new Classifier());
    private readonly FashionMnist _images = FashionMnist.Load();

    [Test]
    public void The_body_can_be_the_image()
    {
        var response = Post(Convert.ToBase64String(_images.Render(Boot, 10)), isBase64: true);

        AssertBoot(response);
    }

    [Test]
    public void The_body_can_be_JSON([Values] bool isBase64)
    {
        var json = $$"""  {"image":"{{Convert.ToBase64String(_images.Render(Boot, 10))}}"} """;

        AssertBoot(Post(isBase64 ? Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(json)) : json, isBase64));
    }

    [TestCase(null, 400)]
    [TestCase("", 400)]
    [TestCase("{}", 400)]
    [TestCase("{", 400)]
    [TestCase("""{"image":""}""", 400)]
    [TestCase("""{"image":7}""", 400)]
    [TestCase("""{"image":null}""", 400)]
    [TestCase("""{"image":"a boot"}""", 400)]
    [TestCase("""{"image":"\ud800"}""", 400)]
    [TestCase("""{"image":"data:image/png;base64,AAAA"}""", 400)]
    [TestCase("""{"image":"AAAA","image":"AAAA"}""", 400)]
    [TestCase("""{"image":"AAAA","top":3}""", 400)]
    [TestCase("""{"image":"AAAA"}{}""", 400)]
    [TestCase("""{"image":"AAAA"}""", 415)]
    [TestCase("[]", 415)]
    [TestCase("a boot", 415)]
    [TestCase("\ufffdPNG\r\n\u001a\n", 415)]
    public void A_body_without_an_image_is_refused(string? body, int status) =>
        AssertProblem(Post(body, isBase64: false), status);

    [TestCase("not base64", 400)]
    [TestCase("R0lGODlh", 415)]
    [TestCase("iVBORw0KGgo=", 400)]
    [TestCase("/9j/", 400)]
    [TestCase("Qk0=", 400)]
    public void Bytes_that_are_no_image_are_refused(string body, int status) => AssertProblem(Post(body, isBase64: true), status);

    [Test]
    public void An_empty_picture_is_refused() =>
        AssertProblem(Post(Convert.ToBase64String(Png.Write(9, 9, 0, new byte[81])), isBase64: true), 422);

    [Test]
    public void A_thousand_malformed_images_are_refused()
    {
        foreach (var file in MalformedImages.Of(1000, [_images.Render(Boot, 2), _images.Render(1, 3)]))
        {
            Assert.That(Post(Convert.ToBase64String(file), isBase64: true).StatusCode, Is.EqualTo(400).Or.EqualTo(415).Or.EqualTo(422));
        }
    }

    private static void AssertBoot(APIGatewayHttpApiV2ProxyResponse response)
    {
        var answer = JsonNode.Parse(response.Body)!;
        Assert.Multiple(() =>
        {
            Assert.That((response.StatusCode, response.Headers["Content-Type"]), Is.EqualTo((200, "application/json")));
            Assert.That((string?)answer["top"], Is.EqualTo("Ankle boot"));
            Assert.That((string?)answer["predictions"]![0]!["label"], Is.EqualTo("Ankle boot"));
            Assert.That((string?)answer["model"], Is.EqualTo(Classifier.ModelVersion));
        });
    }

    private static void AssertProblem(APIGatewayHttpApiV2ProxyResponse response, int status) =>
        Assert.That(
            (response.StatusCode, response.Headers["Content-Type"], (int)JsonNode.Parse(response.Body)!["status"]!),
            Is.EqualTo((status, "application/problem+json", status)));

    private APIGatewayHttpApiV2ProxyResponse Post(string? body, bool isBase64) =>
        _handler.Handle(new() { Body = body, IsBase64Encoded = isBase64 }, new TestLambdaContext());
}
