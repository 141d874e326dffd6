using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Which permissions let API Gateway invoke a function.</summary>
public class ResourcePolicyTests
{
    private const string Route = "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/GET/change/{amount}";

    [TestCase("lambda:InvokeFunction", "apigateway.amazonaws.com", Route, true)]
    [TestCase("lambda:*", "apigateway.amazonaws.com", "arn:aws:execute-api:us-east-1:123456789012:abc/*/*/change/*", true)]
    [TestCase("lambda:InvokeFunction", "apigateway.amazonaws.com", null, true)]
    [TestCase("lambda:InvokeFunction", "apigateway.amazonaws.com", "arn:aws:execute-api:us-east-1:123456789012:abc/Prod/POST/change", false)]
    [TestCase("lambda:InvokeFunction", "apigateway.amazonaws.com", "arn:aws:execute-api:us-east-1:123456789012:other/*", false)]
    [TestCase("lambda:InvokeFunction", "s3.amazonaws.com", Route, false)]
    [TestCase("lambda:GetFunction", "apigateway.amazonaws.com", Route, false)]
    public void A_statement_allows_what_it_says(string action, string principal, string? source, bool expected)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = action,
            ["Principal"] = new JsonObject { ["Service"] = principal },
        };
        if (source is not null)
        {
            statement["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = source } };
        }

        Assert.That(new ResourcePolicy([statement]).AllowsApiGateway(Route), Is.EqualTo(expected));
    }

    [Test]
    public void Everybody_includes_API_Gateway()
    {
        var statement = new JsonObject { ["Effect"] = "Allow", ["Action"] = "lambda:InvokeFunction", ["Principal"] = "*" };

        Assert.That(new ResourcePolicy([statement]).AllowsApiGateway(Route), Is.True);
    }

    [TestCase("arn:aws:execute-api:*:*:abc/*", true)]
    [TestCase("arn:aws:execute-api:*:*:other/*", false)]
    public void Of_several_sources_one_must_match(string other, bool expected)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = "lambda:InvokeFunction",
            ["Principal"] = "*",
            ["Condition"] = new JsonObject { ["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = new JsonArray("arn:aws:s3:::b", other) } },
        };

        Assert.That(new ResourcePolicy([statement]).AllowsApiGateway(Route), Is.EqualTo(expected));
    }

    [Test]
    public void Without_a_statement_nothing_is_allowed() => Assert.That(new ResourcePolicy([]).AllowsApiGateway(Route), Is.False);
}
