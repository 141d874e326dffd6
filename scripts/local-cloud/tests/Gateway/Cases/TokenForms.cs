using static Quickchange.LocalCloud.Tests.Gateway.Cases.Evidence;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>Cases for tokens: where they are, how they are written, and who has signed them. Texts in angle brackets stand for tokens.</summary>
public static class TokenForms
{
    private const string Segments = "token contains an invalid number of segments";
    private const string Encoding = "a segment of the token is not in base64url";
    private const string NoObject = "a segment of the token is not a JSON object";
    private const string Algorithm = "the token's algorithm is not RS256, RS384 or RS512";
    private const string NoKey = "the issuer has no such key";
    private const string Signature = "the token's signature is not valid";

    public static IEnumerable<GatewayCase> All =>
    [
        GatewayCase.Seen("A valid token lets its bearer in", "GET /jwt\nAuthorization: Bearer <valid>", Jwt,
            "requestContext.authorizer.jwt.claims.sub = \"anna\"", "requestContext.authorizer.jwt.claims.aud = \"orders\"", "requestContext.authorizer.lambda = null"),
        GatewayCase.Seen("A token without Bearer lets its bearer in", "GET /jwt\nAuthorization: <valid>", Jwt, "requestContext.authorizer.jwt.claims.sub = \"anna\""),
        Refused("Two headers are one text, which is no token", "Bearer <valid>\nAuthorization: Bearer <valid>", Segments, Undocumented("repeated headers in an event")),
        Missing("Without a token, the caller is asked for one", "GET /jwt", JwtTroubleshooting),
        Missing("An empty header is no token", "GET /jwt\nAuthorization:", Undocumented("a missing header")),
        Missing("A token in the query is not looked for", "GET /jwt?token=<valid>&access_token=<valid>", Jwt),
        Missing("A token in a cookie is not looked for", "GET /jwt\nCookie: token=<valid>", Jwt),
        GatewayCase.Seen("A token in the query is found if it is the identity source", "GET /jwt/query?token=<valid>", Jwt, "requestContext.authorizer.jwt.claims.sub = \"anna\""),
        Missing("A token in the header is not looked for if the query is the identity source", "GET /jwt/query\nAuthorization: Bearer <valid>", Jwt),
        Refused("A scheme in lowercase is part of the token", "bearer <valid>", Encoding, Undocumented("the documented prefix")),
        Refused("Two spaces after the scheme are part of the token", "Bearer  <valid>", Encoding, Undocumented("the documented prefix")),
        Refused("Basic credentials are no token", "Basic eDp5", Segments, JwtTroubleshooting + " (the form)"),
        Refused("Garbage is no token", "Bearer x", Segments, JwtTroubleshooting + " (the form)"),
        Refused("A token has no two segments", "Bearer <two segments>", Segments, "RFC 7515, section 3.1"),
        Refused("A token has no four segments", "Bearer <four segments>", Segments, "RFC 7515, section 3.1"),
        Refused("An encrypted token has five segments", "Bearer <five segments>", Segments, "RFC 7516, section 3.1"),
        Refused("A token without a signature is not valid", "Bearer <no signature>", "the token has no signature", Jwt),
        Refused("A segment with padding is not valid", "Bearer <padded>", Encoding, "RFC 7515, section 2"),
        Refused("A segment with unused bits that are set is not valid", "Bearer <unused bits>", Encoding, Undocumented("RFC 4648, section 3.5")),
        Refused("A segment in another alphabet is not valid", "Bearer <other alphabet>", Encoding, "RFC 7515, section 2"),
        Refused("A header that is not JSON is not valid", "Bearer <header that is no JSON>", NoObject, "RFC 7515, section 4"),
        Refused("A header that is not an object is not valid", "Bearer <header that is a list>", NoObject, "RFC 7515, section 4"),
        Refused("A header that names two algorithms is not valid", "Bearer <header with two algorithms>", NoObject, "RFC 7515, section 4"),
        Refused("A header with half a character is not valid", "Bearer <header with half a character>", "the token's header has no kid", Undocumented("RFC 8259, section 8.2")),
        Refused("Claims that are not an object are not valid", "Bearer <claims that are a list>", NoObject, "RFC 7519, section 4"),
        Refused("Claims with two audiences of one name are not valid", "Bearer <claims with two audiences>", NoObject, Undocumented("RFC 7519, section 4")),
        Refused("A token must name its algorithm", "Bearer <without alg>", "the token's header has no alg", "RFC 7515, section 4.1.1"),
        Refused("A list of algorithms is not valid", "Bearer <alg in a list>", "the token's header has no alg", "RFC 7515, section 4.1.1"),
        Refused("The algorithm none is not accepted", "Bearer <alg none>", Algorithm, Jwt),
        Refused("The algorithm none is not accepted without a signature", "Bearer <alg none, unsigned>", "the token has no signature", Jwt),
        Refused("The algorithm none is not accepted in capitals", "Bearer <alg NONE>", Algorithm, Jwt),
        Refused("HS256 with the public key as the secret is not accepted", "Bearer <HS256 with the public key>", Algorithm, Jwt),
        Refused("HS256 with the modulus as the secret is not accepted", "Bearer <HS256 with the modulus>", Algorithm, Jwt),
        Refused("ES256 is not accepted", "Bearer <ES256>", Algorithm, Jwt),
        Refused("PS256 is not accepted", "Bearer <PS256>", Algorithm, "not documented whether PS256 counts as RSA-based; refused"),
        Refused("An algorithm that is not the key's is not accepted", "Bearer <RS512>", "the issuer's key is for another algorithm", "RFC 7517, section 4.4"),
        Refused("A signature with another hash is not valid", "Bearer <RS256, signed with SHA-1>", Signature, Jwt),
        Refused("A token must name its key", "Bearer <without kid>", "the token's header has no kid", Jwt),
        Refused("The name of a key is text", "Bearer <kid 7>", "the token's header has no kid", "RFC 7515, section 4.1.4"),
        Refused("An unknown key is not accepted", "Bearer <unknown kid>", NoKey, Jwt),
        Refused("A path is an unknown key", "Bearer <kid with a path>", NoKey, Jwt),
        Refused("A stranger's signature is not valid", "Bearer <signed by a stranger>", Signature, Jwt),
        Refused("A key in the token is not used", "Bearer <signed by a stranger, whose key it contains>", NoKey, Jwt),
        Refused("A key set that the token names is not used", "Bearer <signed by a stranger, whose key set it names>", NoKey, Jwt),
        Refused("A critical header is not understood", "Bearer <with a critical header>", "the token has a critical header", "RFC 7515, section 4.1.11"),
        Refused("An unencoded payload is not understood", "Bearer <with an unencoded payload>", "the token has a critical header", "RFC 7797, section 6"),
        Refused("The signature of another token is not valid", "Bearer <signature of another token>", Signature, Jwt),
        Refused("A signature is not valid for other claims", "Bearer <changed claims>", Signature, Jwt),
        Refused("A part of a signature is not valid", "Bearer <shortened signature>", Signature, Jwt),
        Refused("A long text is no token", "Bearer <of 9 KB>", Encoding, Undocumented("other texts")),
        GatewayCase.Refused("A token is limited as all headers are", "GET /jwt\nAuthorization: Bearer <of 20 KB>", 431, "Request Header Fields Too Large", Quotas) with { IsRefused = true },
    ];

    private static string Challenge(string description) => $"www-authenticate: Bearer scope=\"\" error=\"invalid_token\" error_description=\"{description}\"";

    private static GatewayCase Refused(string name, string sent, string description, string source) =>
        GatewayCase.Refused(name, $"GET /jwt\nAuthorization: {sent}", 401, "Unauthorized", source) with { IsRefused = true, Headers = [Challenge(description)] };

    private static GatewayCase Missing(string name, string sent, string source) =>
        GatewayCase.Refused(name, sent, 401, "Unauthorized", source) with { IsRefused = true, Headers = ["www-authenticate: Bearer"] };
}
