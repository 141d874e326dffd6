namespace Quickchange.Openapi.Tests;

public class OpenApiHandlerTests
{
    [Test]
    public void The_document_is_served_as_it_is()
    {
        var response = new OpenApiHandler("""{"openapi":"3.1.1"}""").Handle(new(), null!);

        Assert.That(
            (response.StatusCode, response.Headers["Content-Type"], response.Body),
            Is.EqualTo((200, "application/json", """{"openapi":"3.1.1"}""")));
    }
}
