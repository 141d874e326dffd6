using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Quickchange.Change.Tests;

public class ChangeHandlerTests
{
    private const string Lesson = """{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}""";

    [TestCase("post-change")]
    [TestCase("post-change-form")]
    [TestCase("get-change")]
    public void An_event_of_API_Gateway_is_answered_byte_for_byte(string payload)
    {
        using var stream = typeof(ChangeHandlerTests).Assembly.GetManifestResourceStream(payload)!;
        var serializer = new SourceGeneratorLambdaJsonSerializer<ChangeJsonContext>();
        var request = serializer.Deserialize<APIGatewayHttpApiV2ProxyRequest>(stream);

        var response = new ChangeHandler().Handle(request, null!);

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(200));
            Assert.That(response.Headers["Content-Type"], Is.EqualTo("application/json"));
            Assert.That(response.Body, Is.EqualTo(Lesson));
        });
    }

    [TestCase("""{"amount":1.89}""", Lesson)]
    [TestCase("""{"amount":"1.89","currency":"USD"}""", Lesson)]
    [TestCase("""{"amount":"0"}""", """{"res":[]}""")]
    [TestCase("""{"amount":"1.15"}""", """{"res":[{"4":"quarters"},{"1":"dimes"},{"1":"nickels"}]}""")]
    [TestCase("""{"amount":"689","currency":"JPY"}""", """{"res":[{"1":"500-yen coins"},{"1":"100-yen coins"},{"1":"50-yen coins"},{"3":"10-yen coins"},{"1":"5-yen coins"},{"4":"1-yen coins"}]}""")]
    [TestCase("""{"amount":"0.06","denominations":{"fours":"0.04","threes":0.03,"ones":"0.01"}}""", """{"res":[{"2":"threes"}]}""")]
    [TestCase("""{"amount":"0.50","denominations":{"caf\u00e9 \"coins\"":"0.5"}}""", """{"res":[{"1":"café \"coins\""}]}""")]
    [TestCase("""{"amount":"1234567890123456789012345678","currency":"JPY","denominations":{"ones":"1"}}""", """{"res":[{"1234567890123456789012345678":"ones"}]}""")]
    public void A_body_is_answered(string body, string expected) => Assert.That(Post(body).Body, Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("amount=1.89")]
    [TestCase("[]")]
    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"amount":null}""")]
    [TestCase("""{"amount":true}""")]
    [TestCase("""{"amount":{"value":1}}""")]
    [TestCase("""{"amount":"1.89","amount":"2"}""")]
    [TestCase("""{"amount":"1.89","colour":"red"}""")]
    [TestCase("""{"amount":"1.89"}{}""")]
    [TestCase("""{"amount":"1.89",}""")]
    [TestCase("""{"amount":"1.89" """)]
    [TestCase("""{"amount":"\ud800"}""")]
    [TestCase("""{"amount":"1.89","currency":7}""")]
    [TestCase("""{"amount":"1.89","denominations":["0.25"]}""")]
    [TestCase("""{"amount":"1.89","denominations":{"quarters":[]}}""")]
    public void A_body_that_cannot_be_read_is_a_400(string body) => IsProblem(Post(body), 400);

    [TestCase("""{"amount":""}""")]
    [TestCase("""{"amount":"-1"}""")]
    [TestCase("""{"amount":-1}""")]
    [TestCase("""{"amount":1e2}""")]
    [TestCase("""{"amount":"1.899"}""")]
    [TestCase("""{"amount":"1,89"}""")]
    [TestCase("""{"amount":"٣"}""")]
    [TestCase("""{"amount":"12345678901234567890123456789"}""")]
    [TestCase("""{"amount":"1","currency":"usd"}""")]
    [TestCase("""{"amount":"1","currency":"XAF"}""")]
    [TestCase("""{"amount":"0.01","currency":"CHF"}""")]
    [TestCase("""{"amount":"1","denominations":{}}""")]
    [TestCase("""{"amount":"1","denominations":{"nothing":"0"}}""")]
    [TestCase("""{"amount":"1","denominations":{"a":"1","b":"1.00"}}""")]
    [TestCase("""{"amount":"1","denominations":{"huge":"99999999999999999999"}}""")]
    [TestCase("""{"amount":"1","denominations":{"a":"100.07","b":"90.01"}}""")]
    public void A_value_that_cannot_be_served_is_a_422(string body) => IsProblem(Post(body), 422);

    [Test]
    public void A_megabyte_of_digits_is_a_422() => IsProblem(Post($$"""{"amount":"{{new string('1', 1_000_000)}}"}"""), 422);

    [Test]
    public void A_megabyte_of_brackets_is_a_400() => IsProblem(Post(new string('[', 1_000_000)), 400);

    [Test]
    public void A_body_whose_base64_is_broken_is_a_400() =>
        IsProblem(new ChangeHandler().Handle(new() { Body = "%%%", IsBase64Encoded = true }, null!), 400);

    [Test]
    public void A_body_that_is_not_UTF8_is_a_400() =>
        IsProblem(
            new ChangeHandler().Handle(
                new() { Body = Convert.ToBase64String([.. "{\"amount\":\""u8, 0xff, .. "\"}"u8]), IsBase64Encoded = true }, null!),
            400);

    private static APIGatewayHttpApiV2ProxyResponse Post(string body) =>
        new ChangeHandler().Handle(new() { Body = body }, null!);

    private static void IsProblem(APIGatewayHttpApiV2ProxyResponse response, int status)
    {
        Assert.That(response.StatusCode, Is.EqualTo(status), response.Body);
        Assert.That(response.Headers["Content-Type"], Is.EqualTo("application/problem+json"));
        using var problem = JsonDocument.Parse(Encoding.UTF8.GetBytes(response.Body));
        Assert.Multiple(() =>
        {
            Assert.That(problem.RootElement.GetProperty("status").GetInt32(), Is.EqualTo(status));
            Assert.That(problem.RootElement.GetProperty("title").GetString(), Is.Not.Empty);
            Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.Not.Empty.And.Length.LessThan(300));
        });
    }
}
