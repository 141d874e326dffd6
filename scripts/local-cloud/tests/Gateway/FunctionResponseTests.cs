using System.Text;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>What becomes of a function's answer, payload format 2.0.</summary>
public class FunctionResponseTests
{
    [TestCase("""{"statusCode":201,"body":"made","headers":{"content-type":"text/html"}}""", 201, "text/html", "made")]
    [TestCase("""{"statusCode":200,"body":"plain"}""", 200, "text/plain; charset=utf-8", "plain")]
    [TestCase("""{"statusCode":"204"}""", 204, "text/plain; charset=utf-8", "")]
    [TestCase("""{"statusCode":200,"body":"aGk=","isBase64Encoded":true}""", 200, "text/plain; charset=utf-8", "hi")]
    [TestCase("""{"name":"no status"}""", 200, "application/json", """{"name":"no status"}""")]
    [TestCase("\"a string\"", 200, "application/json", "a string")]
    [TestCase("[1,2]", 200, "application/json", "[1,2]")]
    [TestCase("null", 200, "application/json", "null")]
    [TestCase("not json", 200, "application/json", "not json")]
    [TestCase("", 200, "application/json", "")]
    public void An_answer_becomes_a_response(string answer, int status, string type, string body)
    {
        var response = FunctionResponse.Parse(Encoding.UTF8.GetBytes(answer))!;

        Assert.Multiple(() =>
        {
            Assert.That(response.Status, Is.EqualTo(status));
            Assert.That(response.Headers.Single(header => header.Key == "content-type").Value, Is.EqualTo(type));
            Assert.That(Encoding.UTF8.GetString(response.Body), Is.EqualTo(body));
        });
    }

    [TestCase("""{"statusCode":"fine"}""")]
    [TestCase("""{"statusCode":0}""")]
    [TestCase("""{"statusCode":101}""")]
    [TestCase("""{"statusCode":600}""")]
    [TestCase("""{"statusCode":200,"body":{"a":1}}""")]
    [TestCase("""{"statusCode":200,"headers":{"a":["b"]}}""")]
    [TestCase("""{"statusCode":200,"cookies":[1]}""")]
    [TestCase("""{"statusCode":1.5}""")]
    [TestCase("""{"statusCode":null}""")]
    [TestCase("""{"statusCode":200,"headers":[]}""")]
    [TestCase("""{"statusCode":200,"cookies":"a=b"}""")]
    [TestCase("""{"statusCode":200,"body":"%","isBase64Encoded":true}""")]
    public void A_malformed_answer_is_none(string answer) =>
        Assert.That(FunctionResponse.Parse(Encoding.UTF8.GetBytes(answer)), Is.Null);

    [Test]
    public void Cookies_are_kept_apart() =>
        Assert.That(
            FunctionResponse.Parse("""{"statusCode":200,"cookies":["a=1; Secure","b=2"]}"""u8.ToArray())!.Cookies,
            Is.EqualTo(new[] { "a=1; Secure", "b=2" }));
}
