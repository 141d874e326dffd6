using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.Tests;

/// <summary>Tests that objects that a handler keeps don't change with the next invocation, whatever the runtime reuses.</summary>
public class KeptReferenceTests
{
    [Test]
    public void An_event_that_is_kept_stays_as_it_was()
    {
        using var server = new RuntimeApiServer().Next(Event("first"), id: "id-1").Next(Event("later"), id: "id-2");
        var kept = new List<APIGatewayHttpApiV2ProxyRequest>();
        var contexts = new List<ILambdaContext>();

        Bootstrap.Run(server, Wrapped(new SourceGeneratorLambdaJsonSerializer<EventTests.Context>(), (request, context) =>
        {
            kept.Add(request);
            contexts.Add(context);
            return new() { StatusCode = 200 };
        }));

        // The dictionaries are created now, after both invocations.
        using var all = Assert.EnterMultipleScope();
        Assert.That(kept.Select(request => request.Headers["x-name"]), Is.EqualTo(new[] { "first", "later" }));
        Assert.That(kept.Select(request => request.QueryStringParameters["q"]), Is.EqualTo(new[] { "first", "later" }));
        Assert.That(kept.Select(request => request.Cookies.Single()), Is.EqualTo(new[] { "first", "later" }));
        Assert.That(kept.Select(request => request.RequestContext.Stage), Is.EqualTo(new[] { "first", "later" }));
        Assert.That(contexts.Select(context => context.AwsRequestId), Is.EqualTo(new[] { "id-1", "id-2" }));
    }

    [Test]
    public void A_dictionary_of_an_event_can_be_changed_and_replaced()
    {
        var request = new SourceGeneratorLambdaJsonSerializer<EventTests.Context>().Deserialize<APIGatewayHttpApiV2ProxyRequest>(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes("""{"headers":{"a":"1","a":"2"},"queryStringParameters":{"q":"1"}}""")));

        request.Headers.Add("b", "3");
        request.QueryStringParameters = null;

        using var all = Assert.EnterMultipleScope();
        Assert.That(request.Headers, Is.EquivalentTo(new Dictionary<string, string> { ["a"] = "2", ["b"] = "3" }));
        Assert.That(request.QueryStringParameters, Is.Null);
        Assert.That(request.PathParameters, Is.Null);
    }

    [Test]
    public void A_short_response_after_a_long_one_has_nothing_of_it()
    {
        var bodies = new Queue<string>([new string('x', 3_000_000), "short", ""]);
        using var server = new RuntimeApiServer().Next(Event("a")).Next(Event("b"), id: "id-2").Next(Event("c"), id: "id-3");

        var run = Bootstrap.Run(server, Wrapped(
            new SourceGeneratorLambdaJsonSerializer<EventTests.Context>(), (_, _) => new() { StatusCode = 200, Body = bodies.Dequeue() }));

        Assert.That(run.Posts.Skip(1).Select(post => post.Body), Is.EqualTo(new[]
        {
            """{"statusCode":200,"body":"short","isBase64Encoded":false}""",
            """{"statusCode":200,"body":"","isBase64Encoded":false}""",
        }));
    }

    [Test]
    public void A_response_that_a_handler_of_a_users_own_keeps_stays_as_it_was()
    {
        using var server = new RuntimeApiServer().Next(Event("first")).Next(Event("later"), id: "id-2");
        var kept = new List<MemoryStream>();
        using var wrapper = HandlerWrapper.GetHandlerWrapper<APIGatewayHttpApiV2ProxyRequest, APIGatewayHttpApiV2ProxyResponse>(
            (request, _) => new APIGatewayHttpApiV2ProxyResponse { Body = request.RequestContext.Stage },
            new SourceGeneratorLambdaJsonSerializer<EventTests.Context>());

        Bootstrap.Run(server, new LambdaBootstrap(async invocation =>
        {
            var response = await wrapper.Handler(invocation);
            kept.Add((MemoryStream)response.OutputStream);
            return response;
        }));

        Assert.That(
            kept.Select(stream => System.Text.Encoding.UTF8.GetString(stream.ToArray())),
            Is.EqualTo(new[] { "first", "later" }.Select(body => $$"""{"statusCode":0,"body":"{{body}}","isBase64Encoded":false}""")));
    }

    [Test]
    public void A_serializer_that_replaces_what_it_inherits_is_asked()
    {
        using var server = new RuntimeApiServer().Next(Event("first"));
        var body = "";

        var run = Bootstrap.Run(server, Wrapped(new LoudSerializer(), (request, _) => new() { Body = body = request.Body }));

        Assert.That(body, Is.EqualTo("HEY"));
        Assert.That(run.Posts.Single().Body, Is.EqualTo("\"LOUD\""));
    }

    private static LambdaBootstrap Wrapped(
        ILambdaSerializer serializer, Func<APIGatewayHttpApiV2ProxyRequest, ILambdaContext, APIGatewayHttpApiV2ProxyResponse> handler) =>
        new(HandlerWrapper.GetHandlerWrapper(handler, serializer));

    private static string Event(string text) =>
        $$$"""{"headers":{"x-name":"{{{text}}}"},"queryStringParameters":{"q":"{{{text}}}"},"cookies":["{{{text}}}"],"requestContext":{"stage":"{{{text}}}"}}""";

    private sealed class LoudSerializer : SourceGeneratorLambdaJsonSerializer<EventTests.Context>
    {
        protected override T InternalDeserialize<T>(byte[] utf8Json) =>
            base.InternalDeserialize<T>("""{"body":"HEY"}"""u8.ToArray());

        protected override void InternalSerialize<T>(System.Text.Json.Utf8JsonWriter writer, T response) => writer.WriteStringValue("LOUD");
    }
}
