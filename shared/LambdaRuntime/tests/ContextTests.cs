using System.Globalization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Tests;

/// <summary>Tests the handler's information about its invocation.</summary>
public class ContextTests
{
    [Test]
    public void Headers_and_environment_become_the_context()
    {
        const string Headers =
            "lambda-runtime-TRACE-id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1\r\nLambda-Runtime-Aws-Tenant-Id: mieter-ä\r\n";
        var context = ContextOf(Headers);

        using var all = Assert.EnterMultipleScope();
        Assert.That(context.AwsRequestId, Is.EqualTo("id-1"));
        Assert.That(context.InvokedFunctionArn, Is.EqualTo("arn:aws:lambda:us-east-1:123456789012:function:f:live"));
        Assert.That(context.TraceId, Is.EqualTo("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1"));
        Assert.That(context.TenantId, Is.EqualTo("mieter-ä"));
        Assert.That(context.FunctionName, Is.EqualTo("f"));
        Assert.That(context.FunctionVersion, Is.EqualTo("7"));
        Assert.That(context.MemoryLimitInMB, Is.EqualTo(256));
        Assert.That(context.LogGroupName, Is.EqualTo("/aws/lambda/f"));
        Assert.That(context.LogStreamName, Is.EqualTo("2026/02/04/[7]0123"));
        Assert.That(context.RemainingTime, Is.GreaterThan(TimeSpan.Zero).And.LessThanOrEqualTo(TimeSpan.FromMinutes(10)));
        Assert.That(context.ClientContext, Is.Null);
        Assert.That(context.Identity, Is.Null);
    }

    [Test]
    public void The_client_context_and_the_identity_are_read_with_what_is_nested()
    {
        const string Client =
            """Lambda-Runtime-Client-Context: {"client":{"installation_id":"i","app_title":"Café"},"custom":{"plain":"x","nested":{"a":[1,2]}},"env":{"locale":"de"}}""" + "\r\n";
        const string Identity = """Lambda-Runtime-Cognito-Identity: {"cognitoIdentityId":"id","cognitoIdentityPoolId":"pool"}""" + "\r\n";

        var context = ContextOf(Client + Identity);

        using var all = Assert.EnterMultipleScope();
        Assert.That(context.ClientContext.Client.InstallationId, Is.EqualTo("i"));
        Assert.That(context.ClientContext.Client.AppTitle, Is.EqualTo("Café"));
        Assert.That(context.ClientContext.Custom["plain"], Is.EqualTo("x"));
        Assert.That(context.ClientContext.Custom["nested"], Is.EqualTo("""{"a":[1,2]}"""));
        Assert.That(context.ClientContext.Environment["locale"], Is.EqualTo("de"));
        Assert.That(context.Identity.IdentityId, Is.EqualTo("id"));
        Assert.That(context.Identity.IdentityPoolId, Is.EqualTo("pool"));
    }

    [TestCase("Lambda-Runtime-Client-Context: {\r\n", "Lambda-Runtime-Client-Context")]
    [TestCase("Lambda-Runtime-Client-Context: [1]\r\n", "Lambda-Runtime-Client-Context")]
    [TestCase("Lambda-Runtime-Cognito-Identity: nobody\r\n", "Lambda-Runtime-Cognito-Identity")]
    [TestCase("Lambda-Runtime-Deadline-Ms: soon\r\n", "Lambda-Runtime-Deadline-Ms")]
    [TestCase("Lambda-Runtime-Deadline-Ms: 99999999999999999\r\n", "Lambda-Runtime-Deadline-Ms")]
    public void A_malformed_header_is_reported_and_the_loop_goes_on(string header, string name)
    {
        using var server = new RuntimeApiServer().Next(headers: header).Next("after", id: "id-2");

        var run = Bootstrap.Run(server, (input, _) => input);

        using var all = Assert.EnterMultipleScope();
        Assert.That(run.Posts[0].Path, Is.EqualTo("/2018-06-01/runtime/invocation/id-1/error"));
        Assert.That(run.Posts[0].Body, Does.Contain(name));
        Assert.That(run.Posts[1].Body, Is.EqualTo("after"));
    }

    [Test]
    public void A_deadline_that_has_passed_leaves_no_time()
    {
        var past = DateTimeOffset.UtcNow.AddMinutes(-1).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        var context = ContextOf($"Lambda-Runtime-Deadline-Ms: {past}\r\n");

        Assert.That(context.RemainingTime, Is.EqualTo(TimeSpan.Zero));
    }

    [Test]
    public void The_trace_id_is_in_the_environment_where_one_invocation_runs_at_a_time()
    {
        var seen = new List<string?>();
        using var server = new RuntimeApiServer().Next(headers: "Lambda-Runtime-Trace-Id: Root=1-a\r\n").Next(id: "id-2");

        Bootstrap.Run(server, (input, _) =>
        {
            seen.Add(Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"));
            return input;
        });

        Assert.That(seen, Is.EqualTo(new[] { "Root=1-a", null }).Or.EqualTo(new[] { "Root=1-a", "" }));
    }

    [Test]
    public void The_serializer_of_a_typed_handler_is_in_its_context()
    {
        var serializer = new TextSerializer();
        ILambdaSerializer? seen = null;
        using var server = new RuntimeApiServer().Next("text");
        string Handle(string input, ILambdaContext context)
        {
            seen = context.Serializer;
            return input.ToUpperInvariant();
        }

        var run = Bootstrap.Run(
            server, new RuntimeSupport.LambdaBootstrap(RuntimeSupport.HandlerWrapper.GetHandlerWrapper<string, string>(Handle, serializer)));

        using var all = Assert.EnterMultipleScope();
        Assert.That(seen, Is.SameAs(serializer));
        Assert.That(run.Posts.Single().Body, Is.EqualTo("TEXT"));
    }

    private static ILambdaContext ContextOf(string headers)
    {
        ILambdaContext? seen = null;
        using var server = new RuntimeApiServer().Next(headers: headers);
        Bootstrap.Run(server, (input, context) =>
        {
            seen = context;
            return input;
        });
        return seen!;
    }

    private sealed class TextSerializer : ILambdaSerializer
    {
        public T Deserialize<T>(Stream requestStream) => (T)(object)new StreamReader(requestStream).ReadToEnd();

        public void Serialize<T>(T response, Stream responseStream) =>
            responseStream.Write(System.Text.Encoding.UTF8.GetBytes((string)(object)response!));
    }
}
