using System.Net;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// Who may invoke a function
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">resource-based
/// policy</see>).
/// </summary>
internal sealed class ResourcePolicy(JsonArray statements)
{
    public static async Task<ResourcePolicy> ReadAsync(AwsClient aws, string path)
    {
        try
        {
            var policy = (string)(await aws.GetAsync("lambda", path))["Policy"]!;
            return new(JsonNode.Parse(policy)!["Statement"]!.AsArray());
        }
        catch (AwsException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return new([]);
        }
    }

    /// <summary>Whether API Gateway may invoke the function for a route with this ARN.</summary>
    public bool AllowsApiGateway(string routeArn) => statements.Any(statement =>
        (string?)statement!["Effect"] == "Allow"
        && Texts(statement["Action"]).Any(action => Wildcard.Matches(action, "lambda:InvokeFunction"))
        && Texts(statement["Principal"] is JsonObject principals ? principals["Service"] : statement["Principal"]).Any(principal => principal is "apigateway.amazonaws.com" or "*")
        && Conditions(statement["Condition"]).All(condition => Wildcard.Matches(condition, routeArn)));

    private static IEnumerable<string> Conditions(JsonNode? condition) =>
        condition is not JsonObject operators ? [] :
        operators.SelectMany(each => each.Value!.AsObject())
            .Where(each => each.Key.Equals("AWS:SourceArn", StringComparison.OrdinalIgnoreCase))
            .SelectMany(each => Texts(each.Value));

    private static string[] Texts(JsonNode? value) => value switch
    {
        JsonArray several => [.. several.Select(item => (string)item!)],
        JsonValue one => [(string)one!],
        _ => [],
    };
}
