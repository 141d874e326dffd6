using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>What the header Lambda-Runtime-Cognito-Identity says.</summary>
internal sealed record CognitoIdentity(string IdentityId, string IdentityPoolId) : ICognitoIdentity
{
    /// <returns>Null where there is none.</returns>
    /// <exception cref="FormatException">It is no JSON object.</exception>
    public static CognitoIdentity? Parse(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        using var document = JsonHeader.Parse("Lambda-Runtime-Cognito-Identity", header);
        var root = document.RootElement;
        return new(Text(root, "cognitoIdentityId"), Text(root, "cognitoIdentityPoolId"));
    }

    private static string Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) ? JsonHeader.TextOf(value) : "";
}
