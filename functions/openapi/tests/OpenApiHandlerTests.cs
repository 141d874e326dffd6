namespace Quickchange.Openapi.Tests;

public class OpenApiHandlerTests
{
    [Test]
    public void The_document_is_served_as_it_is()
    {
        var response = new OpenApiHandler("""{"openapi":"3.1.1"}""").Handle(new(), null!);

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(200));
            Assert.That(response.Headers["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(response.Body, Is.EqualTo("""{"openapi":"3.1.1"}"""));
        });
    }
}
