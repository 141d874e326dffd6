using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// The claims of a token as an event has them: each is a text. A list is <c>[a b]</c>, and an object <c>map[a:b c:d]</c>. Claims
/// that are null are omitted.
/// </summary>
internal static class ClaimTexts
{
    public static JsonObject Of(JsonElement claims) => new(claims.EnumerateObject()
        .Where(claim => claim.Value.ValueKind != JsonValueKind.Null)
        .Select(claim => KeyValuePair.Create<string, JsonNode?>(claim.Name, Text(claim.Value))));

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => $"[{string.Join(' ', value.EnumerateArray().Select(Text))}]",
        JsonValueKind.Object => $"map[{string.Join(' ', value.EnumerateObject()
            .OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => $"{member.Name}:{Text(member.Value)}"))}]",
        JsonValueKind.Null => "<nil>",
        _ => value.GetRawText(),
    };
}
