using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>The value of the header Lambda-Runtime-Cognito-Identity.</summary>
internal sealed record CognitoIdentity(string IdentityId, string IdentityPoolId) : ICognitoIdentity
{
    /// <returns>Null if there is none.</returns>
    /// <exception cref="FormatException">The value is not a JSON object.</exception>
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
