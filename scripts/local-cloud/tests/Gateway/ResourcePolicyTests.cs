using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests which permissions let API Gateway invoke a function.</summary>
public class ResourcePolicyTests
{
    private const string Route = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/GET/change/{amount}";
    private const string Gateway = """{"Service":"apigateway.amazonaws.com"}""";
    private const string Everybody = "\"*\"";

    [TestCase("lambda:InvokeFunction", Gateway, $"\"{Route}\"", true)]
    [TestCase("lambda:*", Gateway, "\"arn:aws:execute-api:us-east-1:123456789012:abc/*/*/change/*\"", true)]
    [TestCase("lambda:InvokeFunction", Gateway, null, true)]
    [TestCase("lambda:InvokeFunction", Gateway, "\"arn:aws:execute-api:us-east-1:123456789012:abc/Prod/POST/change\"", false)]
    [TestCase("lambda:InvokeFunction", Gateway, "\"arn:aws:execute-api:us-east-1:123456789012:other/*\"", false)]
    [TestCase("lambda:InvokeFunction", """{"Service":"s3.amazonaws.com"}""", $"\"{Route}\"", false)]
    [TestCase("lambda:GetFunction", Gateway, $"\"{Route}\"", false)]
    [TestCase("lambda:InvokeFunction", Everybody, null, true)]
    [TestCase("lambda:InvokeFunction", Everybody, """["arn:aws:s3:::b","arn:aws:execute-api:*:*:abc/*"]""", true)]
    [TestCase("lambda:InvokeFunction", Everybody, """["arn:aws:s3:::b","arn:aws:execute-api:*:*:other/*"]""", false)]
    public void A_statement_allows_what_it_says(string action, string principal, string? source, bool expected)
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = action, ["Principal"] = JsonNode.Parse(principal) };
        if (source is not null)
        {
            statement["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = JsonNode.Parse(source) } };
        }

        Assert.That(new ResourcePolicy([statement]).AllowsApiGateway(Route), Is.EqualTo(expected));
    }

    [Test]
    public void Without_a_statement_nothing_is_allowed() => Assert.That(new ResourcePolicy([]).AllowsApiGateway(Route), Is.False);
}
