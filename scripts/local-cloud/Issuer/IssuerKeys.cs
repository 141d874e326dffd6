using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Quickchange.LocalCloud.Issuer;

/// <summary>The keys of the issuer: the one that signs, and the one before it, whose tokens are still valid.</summary>
internal sealed class IssuerKeys : IDisposable
{
    private const int Bits = 2048;

    private readonly Lock _rotating = new();
    private RsaSecurityKey? _current;
    private RsaSecurityKey? _previous;

    /// <summary>The key that signs. The first one is made when it is needed, because that takes a moment.</summary>
    public RsaSecurityKey Current
    {
        get
        {
            lock (_rotating)
            {
                return _current ??= Make();
            }
        }
    }

    /// <summary>The public keys, as a JWK set has them.</summary>
    public IEnumerable<JsonWebKey> Public
    {
        get
        {
            lock (_rotating)
            {
                return [.. new[] { _current ??= Make(), _previous }.OfType<RsaSecurityKey>().Select(PublicPart)];
            }
        }
    }

    /// <summary>Replaces the key that signs. The tokens of the last one stay valid.</summary>
    public void Rotate()
    {
        var next = Make();
        lock (_rotating)
        {
            _previous?.Rsa.Dispose();
            (_previous, _current) = (_current, next);
        }
    }

    public void Dispose()
    {
        lock (_rotating)
        {
            _current?.Rsa.Dispose();
            _previous?.Rsa.Dispose();
        }
    }

    private static RsaSecurityKey Make() => new(RSA.Create(Bits)) { KeyId = Guid.NewGuid().ToString("N") };

    private static JsonWebKey PublicPart(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(includePrivateParameters: false);
        return JsonWebKeyConverter.ConvertFromRSASecurityKey(new(parameters) { KeyId = key.KeyId });
    }
}
