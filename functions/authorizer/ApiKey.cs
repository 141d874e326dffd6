using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Quickchange.Authorizer;

/// <summary>
/// An API key, as scripts/keys creates it: <c>key_</c>, an ID of 16 hexadecimal digits, <c>_</c>, and a secret of 64. The table
/// contains the SHA-256 of the whole key. A slow hash such as Argon2 protects passwords, which can be guessed; a secret of 256
/// random bits can't, however fast its hash is.
/// </summary>
internal readonly struct ApiKey
{
    private const string Prefix = "key_";
    private const int IdLength = 16;
    private const int SecretLength = 64;
    private const int Length = 85;

    private readonly string _text;

    private ApiKey(string text) => _text = text;

    public string Id => _text.Substring(Prefix.Length, IdLength);

    public static bool TryParse([NotNullWhen(true)] string? text, out ApiKey key)
    {
        key = new(text ?? "");
        return text is { Length: Length }
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text[Prefix.Length + IdLength] == '_'
            && IsHexadecimal(text.AsSpan(Prefix.Length, IdLength))
            && IsHexadecimal(text.AsSpan(Length - SecretLength));
    }

    /// <summary>Compares in a time that depends on neither the key nor the hash.</summary>
    /// <param name="hash">The SHA-256 of a key, 32 bytes.</param>
    public bool Matches(ReadOnlySpan<byte> hash)
    {
        Span<byte> text = stackalloc byte[Length];
        Encoding.ASCII.GetBytes(_text, text);
        Span<byte> own = stackalloc byte[Sha256.Size];
        Sha256.Hash(text, own);
        return CryptographicOperations.FixedTimeEquals(own, hash);
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiHexDigitLower(character))
            {
                return false;
            }
        }

        return true;
    }
}
