using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Issuer;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tokens, good and bad, each with a name: the test cases write &lt;name&gt;.</summary>
internal sealed class TestTokens(IssuerKeys keys, string issuer, TimeProvider time)
{
    private static readonly RSA Stranger = RSA.Create(2048);

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private JsonObject Header => new() { ["alg"] = "RS256", ["kid"] = keys.Current.KeyId, ["typ"] = "JWT" };

    private JsonObject Claims => new()
    {
        ["iss"] = issuer,
        ["sub"] = "anna",
        ["aud"] = "orders",
        ["iat"] = Now - 5,
        ["nbf"] = Now - 5,
        ["exp"] = Now + 3600,
    };

    public string this[string name] => name switch
    {
        "valid" => With([]),
        "valid, with other claims" => With([
            ("groups", Json("""["staff","admins"]""")), ("level", Json("7")), ("staff", Json("true")), ("nothing", null),
            ("address", Json("""{"zip":"1","city":"x"}""")), ("mixed", Json("""[1,null,"a"]"""))]),
        "expired" => With([("exp", Now - 1)]),
        "expires in a second fraction" => With([("exp", Now + 3600.5)]),
        "without exp" => Without("exp"),
        "exp as text" => With([("exp", $"{Now + 3600}")]),
        "exp beyond all numbers" => Signed(Header.ToJsonString(), Claims.ToJsonString().Replace($"\"exp\":{Claims["exp"]}", "\"exp\":1e999", StringComparison.Ordinal)),
        "not valid yet" => With([("nbf", Now + 600)]),
        "nbf as text" => With([("nbf", "now")]),
        "issued in the future" => With([("iat", Now + 600)]),
        "without iat and nbf" => Without("iat", "nbf"),
        "of another issuer" => With([("iss", "https://issuer.example")]),
        "issuer with a slash" => With([("iss", $"{issuer}/")]),
        "issuer in capitals" => With([("iss", issuer.ToUpperInvariant())]),
        "issuers in a list" => With([("iss", Json($"[\"{issuer}\"]"))]),
        "without iss" => Without("iss"),
        "for another audience" => With([("aud", "sales")]),
        "for the second audience" => With([("aud", "billing")]),
        "for several audiences" => With([("aud", Json("""["sales","orders"]"""))]),
        "for several other audiences" => With([("aud", Json("""["sales","order"]"""))]),
        "for no audience" => Without("aud"),
        "audience null" => With([("aud", null), ("client_id", "orders")]),
        "client_id instead of aud" => With([("client_id", "orders")], "aud"),
        "another client_id instead of aud" => With([("client_id", "sales")], "aud"),
        "client_id and another aud" => With([("client_id", "orders"), ("aud", "sales")]),
        "scope orders/read" => With([("scope", "openid orders/read")]),
        "scope openid" => With([("scope", "openid")]),
        "scope orders/reader" => With([("scope", "orders/reader")]),
        "scope ORDERS/READ" => With([("scope", "ORDERS/READ")]),
        "scopes in a list" => With([("scope", Json("""["openid","orders/write"]"""))]),
        "scp orders/write" => With([("scp", "openid orders/write")]),
        "scp in a list" => With([("scp", Json("""["orders/write"]"""))]),
        "scope 7" => With([("scope", 7)]),
        "two segments" => string.Join('.', With([]).Split('.')[..2]),
        "four segments" => With([]) + ".e30",
        "five segments" => With([]) + ".e30.e30",
        "no signature" => string.Join('.', With([]).Split('.')[..2]) + ".",
        "padded" => With([]) + "==",
        "unused bits" => UnusedBits(With([])),
        "other alphabet" => OtherAlphabet(),
        "header that is no JSON" => Signed("x", Claims.ToJsonString()),
        "header that is a list" => Signed("[]", Claims.ToJsonString()),
        "header with two algorithms" => Signed($$"""{"alg":"RS256","alg":"none","kid":"{{keys.Current.KeyId}}"}""", Claims.ToJsonString()),
        "header with half a character" => Signed("""{"alg":"RS256","kid":"\ud800"}""", Claims.ToJsonString()),
        "claim with half a character" => Signed(Header.ToJsonString(), Claims.ToJsonString()[..^1] + ",\"name\":\"\\ud800\"}"),
        "claims that are a list" => Signed(Header.ToJsonString(), "[]"),
        "claims with two audiences" => Signed(Header.ToJsonString(), Claims.ToJsonString()[..^1] + ",\"aud\":\"sales\"}"),
        "without alg" => Headed([], "alg"),
        "alg none" => Headed([("alg", "none")]),
        "alg none, unsigned" => Unsigned([("alg", "none")]),
        "alg NONE" => Headed([("alg", "NONE")]),
        "alg in a list" => Headed([("alg", Json("""["RS256"]"""))]),
        "HS256 with the public key" => Keyed([("alg", "HS256")], PublicPem()),
        "HS256 with the modulus" => Keyed([("alg", "HS256")], keys.Current.Rsa.ExportParameters(false).Modulus!),
        "ES256" => Elliptic(),
        "PS256" => Signed(Changed(Header, [("alg", "PS256")]).ToJsonString(), Claims.ToJsonString(), padding: RSASignaturePadding.Pss),
        "RS512" => Signed(Changed(Header, [("alg", "RS512")]).ToJsonString(), Claims.ToJsonString(), hash: HashAlgorithmName.SHA512),
        "RS256, signed with SHA-1" => Signed(Header.ToJsonString(), Claims.ToJsonString(), hash: HashAlgorithmName.SHA1),
        "without kid" => Headed([], "kid"),
        "kid 7" => Headed([("kid", 7)]),
        "unknown kid" => Headed([("kid", "unknown")]),
        "kid with a path" => Headed([("kid", "../../dev/null")]),
        "signed by a stranger" => Signed(Header.ToJsonString(), Claims.ToJsonString(), Stranger),
        "signed by a stranger, whose key it contains" => Signed(
            Changed(Header, [("kid", "mine"), ("jwk", Json($$"""{"kty":"RSA","kid":"mine","n":"{{Modulus(Stranger)}}","e":"AQAB"}"""))]).ToJsonString(),
            Claims.ToJsonString(),
            Stranger),
        "signed by a stranger, whose key set it names" => Signed(
            Changed(Header, [("kid", "mine"), ("jku", "http://127.0.0.1:9/jwks.json")]).ToJsonString(), Claims.ToJsonString(), Stranger),
        "with a critical header" => Headed([("crit", Json("""["x"]""")), ("x", 1)]),
        "with an unencoded payload" => Headed([("b64", false)]),
        "signature of another token" => $"{string.Join('.', With([]).Split('.')[..2])}.{With([("sub", "otto")]).Split('.')[2]}",
        "changed claims" => Resigned(Changed(Claims, [("sub", "root")]).ToJsonString()),
        "shortened signature" => With([])[..^6],
        "signed with the previous key" => Rotated(),
        "signed with a new key" => Fresh(),
        "of 9 KB" => "x." + new string('a', 9000) + ".x",
        "of 20 KB" => new string('a', 20_000),
        _ => throw new ArgumentException($"There is no token <{name}>.", nameof(name)),
    };

    private static JsonNode Json(string text) => JsonNode.Parse(text)!;

    private static JsonObject Changed(JsonObject node, (string Name, JsonNode? Value)[] members, params string[] removed)
    {
        foreach (var (name, value) in members)
        {
            node[name] = value;
        }

        Array.ForEach(removed, name => node.Remove(name));
        return node;
    }

    private string With((string Name, JsonNode? Value)[] claims, params string[] removed) =>
        Signed(Header.ToJsonString(), Changed(Claims, claims, removed).ToJsonString());

    private string Without(params string[] claims) => With([], claims);

    private string Headed((string Name, JsonNode? Value)[] members, params string[] removed) =>
        Signed(Changed(Header, members, removed).ToJsonString(), Claims.ToJsonString());

    private string Unsigned((string Name, JsonNode? Value)[] members) => Parts(Changed(Header, members).ToJsonString(), Claims.ToJsonString()) + ".";

    private string Keyed((string Name, JsonNode? Value)[] members, byte[] secret)
    {
        var parts = Parts(Changed(Header, members).ToJsonString(), Claims.ToJsonString());
        return $"{parts}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(parts)))}";
    }

    private string Elliptic()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var parts = Parts(Changed(Header, [("alg", "ES256")]).ToJsonString(), Claims.ToJsonString());
        return $"{parts}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(parts), HashAlgorithmName.SHA256))}";
    }

    private string Resigned(string claims) => $"{Parts(Header.ToJsonString(), claims)}.{With([]).Split('.')[2]}";

    private string Rotated()
    {
        var token = With([]);
        keys.Rotate();
        return token;
    }

    // The last character of a signature of 256 bytes has four bits that mean nothing.
    private static string UnusedBits(string token) => token[..^1] + (char)(token[^1] + 1);

    // Base64 as in mail, which is not that of tokens.
    private string OtherAlphabet()
    {
        while (true)
        {
            var token = With([("jti", Guid.NewGuid().ToString())]);
            var other = token.Replace('-', '+').Replace('_', '/');
            if (other != token)
            {
                return other;
            }
        }
    }

    private string Fresh()
    {
        keys.Rotate();
        return With([]);
    }

    private byte[] PublicPem() => Encoding.ASCII.GetBytes(keys.Current.Rsa.ExportSubjectPublicKeyInfoPem());

    private static string Modulus(RSA key) => Base64Url.EncodeToString(key.ExportParameters(false).Modulus);

    private string Signed(string header, string claims, RSA? key = null, HashAlgorithmName? hash = null, RSASignaturePadding? padding = null)
    {
        var parts = Parts(header, claims);
        var signature = (key ?? keys.Current.Rsa).SignData(Encoding.ASCII.GetBytes(parts), hash ?? HashAlgorithmName.SHA256, padding ?? RSASignaturePadding.Pkcs1);
        return $"{parts}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Parts(string header, string claims) =>
        $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
}
