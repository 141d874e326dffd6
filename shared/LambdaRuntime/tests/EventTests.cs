using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace Amazon.Lambda.Tests;

/// <summary>Tests reading and writing of events and responses.</summary>
public partial class EventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<Context> Serializer = new();

    [TestCase("http-api.json", TypeArgs = new[] { typeof(APIGatewayHttpApiV2ProxyRequest) })]
    [TestCase("http-api-authorizer.json", TypeArgs = new[] { typeof(APIGatewayCustomAuthorizerV2Request) })]
    [TestCase("sqs-standard.json", TypeArgs = new[] { typeof(SQSEvent) })]
    [TestCase("sqs-fifo.json", TypeArgs = new[] { typeof(SQSEvent) })]
    [TestCase("s3-put.json", TypeArgs = new[] { typeof(S3Event) })]
    [TestCase("s3-multipart.json", TypeArgs = new[] { typeof(S3Event) })]
    [TestCase("s3-restore.json", TypeArgs = new[] { typeof(S3Event) })]
    [TestCase("scheduled-rule.json", TypeArgs = new[] { typeof(ScheduledEvent) })]
    public void A_whole_event_survives_being_read_and_written<T>(string name)
    {
        var text = Payload(name);
        var info = (JsonTypeInfo<T>)Context.Default.GetTypeInfo(typeof(T))!;

        using var all = Assert.EnterMultipleScope();
        AssertSame(Write(Read<T>(text)), text);
        // As in a function that forwards it.
        AssertSame(JsonSerializer.Serialize(JsonSerializer.Deserialize(text, info)!, info), text);
        AssertSame(Write(Read<T>(Shuffled(JsonNode.Parse(text))!.ToJsonString())), text);
    }

    [Test]
    public void What_an_event_does_not_have_or_nobody_knows_is_passed_over()
    {
        var request = Read<APIGatewayHttpApiV2ProxyRequest>(
            """{"new":{"deep":[1,{"a":null}]},"headers":null,"requestContext":{"http":null,"extra":true},"body":null}""");

        using var all = Assert.EnterMultipleScope();
        Assert.That(request.Headers, Is.Null);
        Assert.That(request.Body, Is.Null);
        Assert.That(request.RequestContext.Http, Is.Null);
    }

    [Test]
    public void Of_a_member_that_comes_twice_the_last_counts() =>
        Assert.That(Read<APIGatewayHttpApiV2ProxyRequest>("""{"body":"a","version":"2.0","body":"b"}""").Body, Is.EqualTo("b"));

    [Test]
    public void A_value_of_an_authorizer_that_can_not_be_written_is_an_error_that_says_what_to_do()
    {
        var request = Read<APIGatewayHttpApiV2ProxyRequest>("""{"requestContext":{"authorizer":{"lambda":{}}}}""");
        request.RequestContext.Authorizer.Lambda["plan"] = Guid.Empty;

        Assert.That(
            () => Write(request),
            Throws.TypeOf<JsonSerializerException>().With.Message.Contains("plan is Guid").And.Message.Contains("SerializeToElement"));
    }

    [Test]
    public void What_an_authorizer_says_is_written_as_AWS_reads_it()
    {
        var response = new APIGatewayCustomAuthorizerV2SimpleResponse
        {
            IsAuthorized = true,
            Context = new()
            {
                ["text"] = "gold",
                ["truth"] = false,
                ["int"] = 7,
                ["long"] = 1L << 40,
                ["double"] = 0.5,
                ["nothing"] = null!,
                ["list"] = JsonSerializer.SerializeToElement(new[] { "a" }),
            },
        };

        Assert.That(Write(response), Is.EqualTo(
            """{"isAuthorized":true,"context":{"text":"gold","truth":false,"int":7,"long":1099511627776,"double":0.5,"nothing":null,"list":["a"]}}"""));
        Assert.That(Write(new APIGatewayCustomAuthorizerV2SimpleResponse()), Is.EqualTo("""{"isAuthorized":false}"""));
    }

    [Test]
    public void An_authorizer_is_asked_about_the_whole_request_but_its_body()
    {
        var request = Read<APIGatewayCustomAuthorizerV2Request>(Payload("http-api-authorizer.json"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(request.IdentitySource, Is.EqualTo(new[] { "user1", "123" }));
        Assert.That(request.Headers["header1"], Is.EqualTo("value1"));
        Assert.That(request.QueryStringParameters["parameter1"], Is.EqualTo("value1,value2"));
        Assert.That(request.PathParameters["parameter1"], Is.EqualTo("value1"));
        Assert.That(request.StageVariables["stageVariable1"], Is.EqualTo("value1"));
        Assert.That(request.Cookies, Has.Count.EqualTo(2));
        Assert.That(request.RequestContext.Http.Method, Is.EqualTo("POST"));
        Assert.That(Read<APIGatewayCustomAuthorizerV2Request>("{}").Headers, Is.Null);
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

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(16)]
    [TestCase(17)]
    public void Headers_in_any_dictionary_are_written(int count)
    {
        var headers = Enumerable.Range(0, count).ToDictionary(static number => $"name-{number:00}", static number => $"{number}");
        var expected = string.Join(',', headers.Select(static header => $"\"{header.Key}\":\"{header.Value}\""));

        foreach (var map in (IDictionary<string, string>[])[headers, headers.AsReadOnly(), new SortedDictionary<string, string>(headers)])
        {
            Assert.That(
                Write(new APIGatewayHttpApiV2ProxyResponse { StatusCode = 200, Headers = map }),
                Does.StartWith($$"""{"statusCode":200,"headers":{{{expected}}},"""), map.GetType().Name);
        }
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

    // The same event with members in reverse order and with unknown members in between, except for objects whose names are
    // data.
    private static JsonNode? Shuffled(JsonNode? node, string name = "") => node switch
    {
        JsonObject data when name is "headers" or "queryStringParameters" or "pathParameters" or "stageVariables" or "claims"
            or "lambda" or "attributes" or "detail" => data.DeepClone(),
        JsonObject data when name is "messageAttributes" =>
            new JsonObject(data.Select(member => KeyValuePair.Create(member.Key, Shuffled(member.Value)))),
        JsonObject members => new JsonObject(members.Reverse().SelectMany((member, index) => new[]
        {
            KeyValuePair.Create(member.Key, Shuffled(member.Value, member.Key)),
            KeyValuePair.Create($"new-{index}", JsonNode.Parse("""{"deep":[1,{"a":null}]}""")),
        })),
        JsonArray items => new JsonArray([.. items.Select(item => Shuffled(item))]),
        null => null,
        _ => node.DeepClone(),
    };

    private static void AssertSame(string written, string text) =>
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(text)), Is.True, written);

    internal sealed record Coin(string? Name, int Count);

    [JsonSerializable(typeof(APIGatewayHttpApiV2ProxyRequest))]
    [JsonSerializable(typeof(APIGatewayHttpApiV2ProxyResponse))]
    [JsonSerializable(typeof(APIGatewayCustomAuthorizerV2Request))]
    [JsonSerializable(typeof(APIGatewayCustomAuthorizerV2SimpleResponse))]
    [JsonSerializable(typeof(SQSEvent))]
    [JsonSerializable(typeof(SQSBatchResponse))]
    [JsonSerializable(typeof(S3Event))]
    [JsonSerializable(typeof(ScheduledEvent))]
    [JsonSerializable(typeof(CloudWatchEvent<Coin>))]
    [JsonSerializable(typeof(Coin))]
    internal sealed partial class Context : JsonSerializerContext;
}
