using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization.Lambda;

/// <summary>
/// An IAM policy that an authorizer's function returns
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html">
/// control access for invoking an API</see>).
/// </summary>
internal sealed class InvokePolicy(IReadOnlyList<InvokePolicy.Statement> statements)
{
    private const string Action = "execute-api:Invoke";

    /// <returns>Null if it is not a policy.</returns>
    public static InvokePolicy? Parse(JsonNode? document)
    {
        var found = (document as JsonObject)?["Statement"] switch
        {
            JsonArray several => several.Select(Statement.Parse).ToArray(),
            JsonObject one => [Statement.Parse(one)],
            _ => [null],
        };
        return found.All(statement => statement is not null) ? new([.. found.Select(statement => statement!)]) : null;
    }

    /// <summary>Whether a statement allows it, and none denies it.</summary>
    public bool Allows(string resource) =>
        // The values of conditions aren't known here: what might be denied is.
        !statements.Any(statement => !statement.IsAllow && statement.Covers(resource))
        && statements.Any(statement => statement is { IsAllow: true, HasCondition: false } && statement.Covers(resource));

    internal sealed record Statement(bool IsAllow, bool HasCondition, string[] Actions, string[] Resources)
    {
        public static Statement? Parse(JsonNode? node) =>
            node is JsonObject statement
            && Texts(statement["Effect"]) is [("Allow" or "Deny") and var effect]
            && Texts(statement["Action"]) is { Length: > 0 } actions
            && Texts(statement["Resource"]) is { Length: > 0 } resources
                ? new(effect == "Allow", statement["Condition"] is JsonObject { Count: > 0 }, actions, resources)
                : null;

        public bool Covers(string resource) =>
            Actions.Any(action => Wildcard.Matches(action.ToUpperInvariant(), Action.ToUpperInvariant()))
            && Resources.Any(pattern => Wildcard.Matches(pattern, resource));

        // Null if it is neither a text nor a list of texts.
        private static string[]? Texts(JsonNode? node) => node switch
        {
            JsonArray several when several.All(IsText) => [.. several.Select(item => (string)item!)],
            JsonValue one when IsText(one) => [(string)one!],
            _ => null,
        };

        private static bool IsText(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String;
    }
}
