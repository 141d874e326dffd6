using System.Text.Json.Nodes;

namespace Quickchange.OpenApi;

/// <summary>A route in a descriptor.</summary>
/// <param name="Key">The method and the path, such as <c>GET /change/{amount}</c>.</param>
/// <param name="Authorization">Who may call it: none, iam, jwt or the name of an authorizer.</param>
/// <param name="Scopes">The scopes of which a token needs one.</param>
/// <param name="IdentitySources">Where the authorizer looks for what a caller sends, such as <c>$request.header.x-api-key</c>.</param>
internal sealed record Route(string Key, string Authorization, IReadOnlyList<string> Scopes, IReadOnlyList<string> IdentitySources)
{
    /// <param name="key">The key of a route in a descriptor.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="descriptors">All descriptors, by function.</param>
    /// <remarks>scripts/tools/descriptors has already checked that the authorizer exists.</remarks>
    public static Route Of(string key, JsonNode settings, IReadOnlyDictionary<string, JsonObject> descriptors)
    {
        var authorization = (string)settings["authorization"]!;
        var authorizer = descriptors.GetValueOrDefault(authorization)?["authorizer"];
        return new(key, authorization, Texts(settings["scopes"]), Texts(authorizer?["identity_sources"]));
    }

    private static string[] Texts(JsonNode? items) => [.. (items?.AsArray() ?? []).Select(static item => (string)item!)];
}
