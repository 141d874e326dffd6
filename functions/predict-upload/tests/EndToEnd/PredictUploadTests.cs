using System.Text.Json.Nodes;
using Quickchange.Testing;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that an uploaded image gets its labels.</summary>
[Parallelizable]
public class PredictUploadTests : CloudTests
{
    [Test]
    public async Task An_uploaded_image_gets_its_labels()
    {
        var name = $"boot-{Guid.NewGuid():N}";

        var labels = await Cloud.PythonAsync(
            "functions/predict-upload/tests/EndToEnd/upload_image.py",
            $"{Cloud.Prefix}-uploads-123456789012", name, Convert.ToBase64String(FashionMnist.Load().Render(0, 10)));

        Assert.That((string?)JsonNode.Parse(labels)!["top"], Is.EqualTo("Ankle boot"));
    }
}
