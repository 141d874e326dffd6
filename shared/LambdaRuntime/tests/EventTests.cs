using System.Text;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.Tests;

/// <summary>Events and responses, read and written.</summary>
public partial class EventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<Context> Serializer = new();

    [Test]
    public void A_whole_event_survives_being_read_and_written()
    {
        var text = Payload("http-api.json");

        var written = Write(Read<APIGatewayHttpApiV2ProxyRequest>(text));

        AssertSame(written, text);
    }

    [Test]
    public void The_generated_code_of_a_context_reads_the_same_event()
    {
        var text = Payload("http-api.json");

        var request = System.Text.Json.JsonSerializer.Deserialize(text, Context.Default.APIGatewayHttpApiV2ProxyRequest)!;

        Assert.That(Write(request), Is.EqualTo(Write(Read<APIGatewayHttpApiV2ProxyRequest>(text))));
    }

    [Test]
    public void What_an_event_does_not_have_or_nobody_knows_is_passed_over()
    {
        var request = Read<APIGatewayHttpApiV2ProxyRequest>(
            """{"new":{"deep":[1,{"a":null}]},"headers":null,"requestContext":{"http":null,"extra":true},"body":null}""");

        Assert.Multiple(() =>
        {
            Assert.That(request.Headers, Is.Null);
            Assert.That(request.Body, Is.Null);
            Assert.That(request.RequestContext.Http, Is.Null);
        });
    }

    [TestCase("")]
    [TestCase("[]")]
    [TestCase("{")]
    [TestCase("{}{}")]
    [TestCase("""{"headers":[]}""")]
    [TestCase("""{"isBase64Encoded":"no"}""")]
    [TestCase("""{"requestContext":{"timeEpoch":"soon"}}""")]
    public void What_is_no_event_is_an_error_that_says_so(string text) =>
        Assert.That(
            () => Read<APIGatewayHttpApiV2ProxyRequest>(text),
            Throws.TypeOf<JsonSerializerException>().With.Message.Contains("APIGatewayHttpApiV2ProxyRequest"));

    [Test]
    public void A_response_has_what_was_set()
    {
        var response = new APIGatewayHttpApiV2ProxyResponse { StatusCode = 200, Cookies = ["a=1"], Body = "\u0001\"ä\\😀" };
        response.SetHeaderValues("x", "1", append: false);
        response.SetHeaderValues("x", ["2", "3"], append: true);

        var written = Write(response);

        Assert.That(written, Is.EqualTo(
            """{"statusCode":200,"headers":{"x":"1,2,3"},"cookies":["a=1"],"body":"\u0001\"ä\\😀","isBase64Encoded":false}"""));
        Assert.That(Write(Read<APIGatewayHttpApiV2ProxyResponse>(written)), Is.EqualTo(written));
    }

    [Test]
    public void Lone_surrogates_become_valid_JSON() =>
        Assert.That(Write(new APIGatewayHttpApiV2ProxyResponse { Body = "a\ud800b" }), Does.Contain("a").And.Not.Contain("\ud800"));

    [TestCase(null)]
    [TestCase("text")]
    public void Types_of_the_context_are_its_to_read_and_write(string? name) =>
        Assert.That(Read<Coin>(Write(new Coin(name, 7))), Is.EqualTo(new Coin(name, 7)));

    [Test]
    public void Names_are_read_in_any_case() => Assert.That(Read<Coin>("""{"NAME":"x","count":1}"""), Is.EqualTo(new Coin("x", 1)));

    [Test]
    public void A_type_that_the_context_does_not_know_is_named_with_what_to_add() =>
        Assert.That(
            () => Read<Version>("{}"),
            Throws.TypeOf<JsonSerializerException>().With.Message.Contains("[JsonSerializable(typeof(Version))]"));

    private static string Payload(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "events", name));

    private static T Read<T>(string text) => Serializer.Deserialize<T>(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static string Write<T>(T value)
    {
        using var stream = new MemoryStream();
        Serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void AssertSame(string written, string text) =>
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(text)), Is.True, written);

    internal sealed record Coin(string? Name, int Count);

    [JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
    [JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
    [JsonSerializable(typeof(Amazon.Lambda.SQSEvents.SQSEvent))]
    [JsonSerializable(typeof(Amazon.Lambda.SQSEvents.SQSBatchResponse))]
    [JsonSerializable(typeof(Amazon.Lambda.S3Events.S3Event))]
    [JsonSerializable(typeof(Amazon.Lambda.CloudWatchEvents.ScheduledEvents.ScheduledEvent))]
    [JsonSerializable(typeof(Amazon.Lambda.CloudWatchEvents.CloudWatchEvent<Coin>))]
    [JsonSerializable(typeof(Coin))]
    internal sealed partial class Context : JsonSerializerContext;
}
