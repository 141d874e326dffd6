using System.Text;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests results that are not in docs/http-api.md.</summary>
public class FunctionResponseTests
{
    [Test]
    public void Nothing_at_all_is_an_empty_body()
    {
        var response = FunctionResponse.Parse([])!;

        Assert.That(response.Status, Is.EqualTo(200));
        Assert.That(response.Body, Is.Empty);
    }

    [TestCase("""{"statusCode":101}""")]
    [TestCase("""{"statusCode":600}""")]
    [TestCase("""{"statusCode":200,"cookies":[1]}""")]
    public void A_malformed_answer_is_none(string answer) =>
        Assert.That(FunctionResponse.Parse(Encoding.UTF8.GetBytes(answer)), Is.Null);
}
