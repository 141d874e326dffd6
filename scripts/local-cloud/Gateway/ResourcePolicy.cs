using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// The resource policy of a function
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html">resource-based
/// policy</see>).
/// </summary>
internal sealed class ResourcePolicy(JsonArray statements)
{
    // For each statement that allows API Gateway to invoke the function: its conditions on the source, each with its patterns.
    private readonly string[][][] _allowed = [.. statements.Where(IsForApiGateway).Select(statement => Sources(statement!["Condition"]))];

    public static async Task<ResourcePolicy> ReadAsync(AwsClient aws, string path) =>
        new(await aws.FindAsync("lambda", path) is { } found ? JsonNode.Parse((string)found["Policy"]!)!["Statement"]!.AsArray() : []);

    /// <summary>Whether API Gateway may invoke the function for a route with this ARN.</summary>
    public bool AllowsApiGateway(string routeArn) => _allowed.Any(conditions =>
        conditions.All(patterns => patterns.Any(pattern => Wildcard.Matches(pattern, routeArn))));

    private static bool IsForApiGateway(JsonNode? statement) =>
        (string?)statement!["Effect"] == "Allow"
        && Texts(statement["Action"]).Any(action => Wildcard.Matches(action, "lambda:InvokeFunction"))
        && Texts(statement["Principal"] is JsonObject principals ? principals["Service"] : statement["Principal"])
            .Any(principal => principal is "apigateway.amazonaws.com" or "*");

    private static string[][] Sources(JsonNode? condition) =>
        condition is not JsonObject operators ? [] :
        [.. operators.SelectMany(each => each.Value!.AsObject())
            .Where(each => each.Key.Equals("AWS:SourceArn", StringComparison.OrdinalIgnoreCase))
            .Select(each => Texts(each.Value))];

    private static string[] Texts(JsonNode? value) => value switch
    {
        JsonArray several => [.. several.Select(item => (string)item!)],
        JsonValue one => [(string)one!],
        _ => [],
    };
}
