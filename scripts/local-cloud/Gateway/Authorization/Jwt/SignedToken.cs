using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>
/// A token in the compact form (<see href="https://www.rfc-editor.org/rfc/rfc7515#section-3.1">RFC 7515</see>), decoded but not
/// verified. There is only one way to write a token: no other text has the same header, claims and signature.
/// </summary>
/// <param name="Text">The token.</param>
/// <param name="Algorithm">The signature's algorithm, such as RS256.</param>
/// <param name="KeyId">The ID of the key that has signed it.</param>
/// <param name="Claims">The payload: an object.</param>
internal sealed record SignedToken(string Text, string Algorithm, string KeyId, JsonElement Claims)
{
    // With two values for a name, two readers could see different ones.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="InvalidTokenException">It is not a token.</exception>
    public static SignedToken Parse(string text)
    {
        if (text.Split('.') is not [var head, var payload, var signature])
        {
            throw new InvalidTokenException("token contains an invalid number of segments");
        }

        var header = Object(head);
        if (Decode(signature).Length == 0)
        {
            throw new InvalidTokenException("the token has no signature");
        }

        // A recipient must understand what is critical: RFC 7515, section 4.1.11.
        if (header.TryGetProperty("crit", out _) || header.TryGetProperty("b64", out _))
        {
            throw new InvalidTokenException("the token has a critical header");
        }

        return new(text, Member(header, "alg"), Member(header, "kid"), Object(payload));
    }

    private static JsonElement Object(string segment)
    {
        try
        {
            var octets = Decode(segment);
            if (Utf8.IsValid(octets))
            {
                using var document = JsonDocument.Parse(octets, Strict);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    return document.RootElement.Clone();
                }
            }
        }
        catch (JsonException)
        {
            // The same as another value.
        }

        throw new InvalidTokenException("a segment of the token is not a JSON object");
    }

    private static byte[] Decode(string segment)
    {
        try
        {
            var octets = Base64Url.DecodeFromChars(segment);
            if (Base64Url.EncodeToString(octets) == segment)
            {
                return octets;
            }
        }
        catch (FormatException)
        {
            // The same as unused bits that are set.
        }

        throw new InvalidTokenException("a segment of the token is not in base64url");
    }

    private static string Member(JsonElement header, string name)
    {
        try
        {
            if (header.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
            {
                return text;
            }
        }
        catch (InvalidOperationException)
        {
            // An escape sequence for half a character.
        }

        throw new InvalidTokenException($"the token's header has no {name}");
    }
}
