using System.Text.Json.Nodes;
using Quickchange.Vision;

namespace Quickchange.PredictUpload.Tests;

public class PredictUploadHandlerTests
{
    private readonly FakeS3 _s3 = new();
    private readonly TestLambdaContext _context = new();

    [OneTimeTearDown]
    public void Close() => _s3.Dispose();

    [SetUp]
    public void Empty() => _s3.Objects.Clear();

    [Test]
    public async Task An_image_gets_its_labels_beside_it()
    {
        _s3.Objects["inbox/shoes/boot 1.png"] = new(FashionMnist.Load().Render(0, 10));

        await HandleAsync("inbox/shoes/boot+1.png");

        var result = _s3.Objects["predictions/shoes/boot 1.json"];
        Assert.Multiple(() =>
        {
            Assert.That((string?)JsonNode.Parse(result.Text)!["top"], Is.EqualTo("Ankle boot"));
            Assert.That(result.ContentType, Is.EqualTo("application/json"));
        });
    }

    [Test]
    public async Task A_file_that_is_no_image_gets_the_reason()
    {
        _s3.Objects["inbox/boot.png"] = new("a boot");

        await HandleAsync("inbox/boot.png");

        Assert.That(_s3.Objects["predictions/boot.json"].Text, Is.EqualTo("""{"problem":"The image must be a PNG, a JPEG or a BMP."}"""));
    }

    [Test]
    public async Task A_file_that_was_deleted_gets_nothing()
    {
        await HandleAsync("inbox/boot.png");

        Assert.That(_s3.Objects, Is.Empty);
    }

    private Task HandleAsync(string key) => new PredictUploadHandler(_s3, new Classifier()).HandleAsync(
        new() { Records = [new() { S3 = new() { Bucket = new() { Name = "uploads" }, Object = new() { Key = key } } }] }, _context);
}
