using System.Text.Json.Nodes;
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

        var response = new ChangeHandler().Handle(request, new TestLambdaContext());

        Assert.That((response.StatusCode, response.Headers["Content-Type"], response.Body), Is.EqualTo((200, "application/json", Lesson)));
    }

    [TestCase("""{"amount":1.89}""", Lesson)]
    [TestCase("""{"amount":"1.89","currency":"USD"}""", Lesson)]
    [TestCase("""{"amount":"0"}""", """{"res":[]}""")]
    [TestCase("""{"amount":"1.15"}""", """{"res":[{"4":"quarters"},{"1":"dimes"},{"1":"nickels"}]}""")]
    [TestCase("""{"amount":"689","currency":"JPY"}""", """{"res":[{"1":"500-yen coins"},{"1":"100-yen coins"},{"1":"50-yen coins"},{"3":"10-yen coins"},{"1":"5-yen coins"},{"4":"1-yen coins"}]}""")]
    [TestCase("""{"amount":"0.06","denominations":{"fours":"0.04","threes":0.03,"ones":"0.01"}}""", """{"res":[{"2":"threes"}]}""")]
    [TestCase("""{"amount":"0.50","denominations":{"caf\u00e9 \"coins\"":"0.5"}}""", """{"res":[{"1":"café \"coins\""}]}""")]
    [TestCase("""{"amount":"1234567890123456789012345678","currency":"JPY","denominations":{"ones":"1"}}""", """{"res":[{"1234567890123456789012345678":"ones"}]}""")]
    [TestCase("""{"amount":"1.00","till":{"quarters":"3","dimes":2,"pennies":10}}""", """{"res":[{"3":"quarters"},{"2":"dimes"},{"5":"pennies"}]}""")]
    [TestCase("""{"amount":"1.00","till":{"quarters":3e0,"dimes":2.0,"pennies":"0.1e2"}}""", """{"res":[{"3":"quarters"},{"2":"dimes"},{"5":"pennies"}]}""")]
    [TestCase("""{"amount":0.05,"till":{"pennies":1e17,"dimes":-0}}""", """{"res":[{"5":"pennies"}]}""")]
    [TestCase("""{"amount":0.06,"denominations":{"fours":4e-2,"threes":"30E-3","ones":0.010}}""", """{"res":[{"2":"threes"}]}""")]
    [TestCase("""{"amount":"0.05","ways":true}""", """{"res":[{"1":"nickels"}],"ways":"2"}""")]
    [TestCase("""{"amount":"0.05","ways":false}""", """{"res":[{"1":"nickels"}]}""")]
    [TestCase("""{"amount":"0.05","till":{"pennies":9},"ways":true}""", """{"res":[{"5":"pennies"}],"ways":"1"}""")]
    [TestCase("""{"amount":"27","currency":"EUR","include":"notes"}""", """{"res":[{"1":"20-euro notes"},{"1":"5-euro notes"},{"1":"2-euro coins"}]}""")]
    [TestCase("""{"amount":"0.98","currency":"CHF","rounding":"cash"}""", """{"res":[{"1":"1-franc coins"}],"rounded":"1.00"}""")]
    [TestCase("""{"amount":"0.98","currency":"EUR","rounding":"cash"}""", """{"res":[{"1":"50-cent coins"},{"2":"20-cent coins"},{"1":"5-cent coins"},{"1":"2-cent coins"},{"1":"1-cent coins"}],"rounded":"0.98"}""")]
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
    [TestCase("""{"amount":"1.89","color":"red"}""")]
    [TestCase("""{"amount":"1.89"}{}""")]
    [TestCase("""{"amount":"1.89",}""")]
    [TestCase("""{"amount":"1.89" """)]
    [TestCase("""{"amount":"\ud800"}""")]
    [TestCase("""{"amount":"1.89","currency":7}""")]
    [TestCase("""{"amount":"1.89","denominations":["0.25"]}""")]
    [TestCase("""{"amount":"1.89","denominations":{"quarters":[]}}""")]
    [TestCase("""{"amount":"1.89","denominations":{"quarters":"0.25","quarters":"0.50"}}""")]
    [TestCase("""{"amount":"1.89","till":[]}""")]
    [TestCase("""{"amount":"1.89","till":{"quarters":true}}""")]
    [TestCase("""{"amount":"1.89","till":{"quarters":1,"quarters":2}}""")]
    [TestCase("""{"amount":"1.89","ways":"true"}""")]
    [TestCase("""{"amount":"1.89","include":true}""")]
    [TestCase("""{"amount":"1.89","rounding":null}""")]
    public void A_body_that_cannot_be_read_is_a_400(string body) => IsProblem(Post(body), 400);

    [TestCase("""{"amount":""}""")]
    [TestCase("""{"amount":"-1"}""")]
    [TestCase("""{"amount":-1}""")]
    [TestCase("""{"amount":1e400}""")]
    [TestCase("""{"amount":"1e400"}""")]
    [TestCase("""{"amount":1e-400}""")]
    [TestCase("""{"amount":"1.899"}""")]
    [TestCase("""{"amount":"1,89"}""")]
    [TestCase("""{"amount":"٣"}""")]
    [TestCase("""{"amount":"12345678901234567890123456789"}""")]
    [TestCase("""{"amount":"1","currency":"usd"}""")]
    [TestCase("""{"amount":"1","currency":"XAF"}""")]
    [TestCase("""{"amount":"0.01","currency":"CHF"}""")]
    [TestCase("""{"amount":"1","denominations":{}}""")]
    [TestCase("""{"amount":"1","denominations":{"nothing":"0"}}""")]
    [TestCase("""{"amount":"1","denominations":{"":"1"}}""")]
    [TestCase("""{"amount":"1","denominations":{"a":"1","b":"1.00"}}""")]
    [TestCase("""{"amount":"1","denominations":{"huge":"99999999999999999999"}}""")]
    [TestCase("""{"amount":"1","denominations":{"a":"100.07","b":"90.01"}}""")]
    public void A_value_that_cannot_be_served_is_a_422(string body) => IsProblem(Post(body), 422);

    [TestCase("""{"amount":"1","till":{"florins":3}}""", "\"till\" has \"florins\", which is not a denomination. The denominations are quarters, dimes, nickels, pennies.")]
    [TestCase("""{"amount":"1","till":{"quarters":-1}}""", "\"till.quarters\" must be a whole number from 0 to 999999999999999999, like 3.")]
    [TestCase("""{"amount":"1","till":{"quarters":1.5}}""", "\"till.quarters\" must be a whole number from 0 to 999999999999999999, like 3.")]
    [TestCase("""{"amount":"1","include":"cheques"}""", "\"include\" must be \"notes\". Omit it to make change with coins only.")]
    [TestCase("""{"amount":"1","rounding":"up"}""", "\"rounding\" must be \"cash\". Omit it to pay the exact amount.")]
    [TestCase("""{"amount":"1","include":"notes","denominations":{"ones":1}}""", "\"include\" is for the currency's own denominations. Omit either it or \"denominations\".")]
    [TestCase("""{"amount":"1","till":{"quarters":1e18}}""", "\"till.quarters\" must be a whole number from 0 to 999999999999999999, like 3.")]
    [TestCase("""{"amount":1e400}""", "\"amount\" is too large. Send at most 28 digits before the decimal point.")]
    [TestCase("""{"amount":"1e-400"}""", "\"amount\" has more decimals than this currency's 2.")]
    [TestCase("""{"amount":"1","denominations":{"ones":"one"}}""", "\"denominations.ones\" is not a decimal number. Send one like \"1.89\", with a decimal point and without separators.")]
    [TestCase("""{"amount":"0.03","currency":"CHF"}""", "\"amount\" can't be paid exactly with these denominations. The nearest payable amounts are 0.00 and 0.05.")]
    [TestCase("""{"amount":"1","till":{"dimes":3}}""", "\"amount\" can't be paid exactly with this till. The nearest payable amount is 0.30.")]
    public void A_value_that_cannot_be_served_is_named_with_what_to_send(string body, string detail) =>
        Assert.That((string?)Parse(Post(body))["detail"], Is.EqualTo(detail));

    [Test]
    public void The_nearest_amounts_are_told_as_members_too() =>
        Assert.That(
            Parse(Post("""{"amount":"0.03","currency":"CHF"}"""))["nearest"]!.ToJsonString(), Is.EqualTo("""{"below":"0.00","above":"0.05"}"""));

    [Test]
    public void A_name_that_is_cut_is_cut_between_characters() =>
        Assert.That(
            (string?)Parse(Post($$"""{"{{new string('x', 39)}}😀":1}"""))["detail"], Does.StartWith($"\"{new string('x', 39)}…\" is unknown."));

    [TestCase("1.89", null, Lesson)]
    [TestCase("27", "currency=EUR&include=notes", """{"res":[{"1":"20-euro notes"},{"1":"5-euro notes"},{"1":"2-euro coins"}]}""")]
    [TestCase("0.98", "currency=CHF&rounding=cash&ways=false", """{"res":[{"1":"1-franc coins"}],"rounded":"1.00"}""")]
    [TestCase("0.05", "ways=true", """{"res":[{"1":"nickels"}],"ways":"2"}""")]
    public void An_amount_in_the_path_is_answered(string amount, string? query, string expected) =>
        Assert.That(Get(amount, query).Body, Is.EqualTo(expected));

    [TestCase("curency=EUR", 400)]
    [TestCase("amount=1", 400)]
    [TestCase("currency=", 422)]
    [TestCase("ways=1", 422)]
    [TestCase("include=coins", 422)]
    [TestCase("rounding=", 422)]
    public void A_query_that_is_not_understood_is_a_problem(string query, int status) => IsProblem(Get("1.89", query), status);

    [Test]
    public void Every_member_of_a_request_can_be_sent()
    {
        var samples = new Dictionary<string, string>
        {
            ["amount"] = "1",
            ["currency"] = "\"EUR\"",
            ["denominations"] = "{\"ones\":1}",
            ["till"] = "{\"1-cent coins\":900}",
            ["ways"] = "true",
            ["include"] = "\"notes\"",
            ["rounding"] = "\"cash\"",
        };

        using var all = Assert.EnterMultipleScope();
        Assert.That(
            typeof(ChangeRequest).GetProperties().Select(property => property.Name),
            Is.EquivalentTo(samples.Keys).IgnoreCase);
        foreach (var (name, value) in samples)
        {
            Assert.That(Post(name == "amount" ? """{"amount":1}""" : $$"""{"amount":0,"{{name}}":{{value}}}""").StatusCode, Is.AnyOf(200, 422), name);
        }
    }

    // No base64, and {"amount":"…"} with a byte that is not UTF-8.
    [TestCase("%%%")]
    [TestCase("eyJhbW91bnQiOiL/In0=")]
    public void A_body_that_is_no_base64_or_no_UTF8_is_a_400(string body) =>
        IsProblem(new ChangeHandler().Handle(new() { Body = body, IsBase64Encoded = true }, new TestLambdaContext()), 400);

    private static APIGatewayHttpApiV2ProxyResponse Post(string body) =>
        new ChangeHandler().Handle(new() { Body = body }, new TestLambdaContext());

    private static APIGatewayHttpApiV2ProxyResponse Get(string amount, string? query) =>
        new ChangeHandler().Handle(
            new()
            {
                PathParameters = new Dictionary<string, string> { ["amount"] = amount },
                QueryStringParameters = query?.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]),
            },
            new TestLambdaContext());

    private static void IsProblem(APIGatewayHttpApiV2ProxyResponse response, int status)
    {
        Assert.That(response.StatusCode, Is.EqualTo(status), response.Body);
        Assert.That(response.Headers["Content-Type"], Is.EqualTo("application/problem+json"));
        var problem = Parse(response);
        using var all = Assert.EnterMultipleScope();
        Assert.That((int?)problem["status"], Is.EqualTo(status));
        Assert.That((string?)problem["title"], Is.Not.Null.And.Not.Empty);
        Assert.That((string?)problem["detail"], Is.Not.Null.And.Not.Empty.And.Length.LessThan(350));
    }

    private static JsonNode Parse(APIGatewayHttpApiV2ProxyResponse response) => JsonNode.Parse(response.Body)!;
}
