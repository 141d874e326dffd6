using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// The CORS configuration of an API. If there is one, the gateway responds to preflight requests, and removes the CORS headers
/// of functions
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">Configuring CORS</see>).
/// </summary>
internal sealed record Cors(
    IReadOnlyList<string> Origins, IReadOnlyList<string> Methods, IReadOnlyList<string> Headers,
    IReadOnlyList<string> Exposed, int? MaxAge, bool Credentials)
{
    public static Cors? Parse(JsonNode? configuration) => configuration is not JsonObject { Count: > 0 } cors ? null : new(
        Texts(cors["allowOrigins"]),
        Texts(cors["allowMethods"]),
        Texts(cors["allowHeaders"]),
        Texts(cors["exposeHeaders"]),
        (int?)cors["maxAge"],
        (bool?)cors["allowCredentials"] ?? false);

    public static bool IsPreflight(HttpRequest request) =>
        request.Method == HttpMethods.Options
        && request.Headers.ContainsKey("Origin")
        && request.Headers.ContainsKey("Access-Control-Request-Method");

    /// <summary>
    /// Whether a preflight request needs to be authorized, which a browser can't be: only on $default, as on AWS
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html">Configuring CORS for an HTTP API
    /// with a $default route and an authorizer</see>).
    /// </summary>
    public static bool NeedsAuthorization(Route? route) => route is { Key: Route.Default, Authorization.IsOpen: false };

    /// <summary>Replaces the CORS headers of a response.</summary>
    public void Apply(HttpContext context)
    {
        var headers = context.Response.Headers;
        foreach (var name in headers.Keys.Where(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            headers.Remove(name);
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (AllowedOrigin(origin) is not { } allowed)
        {
            return;
        }

        headers.AccessControlAllowOrigin = allowed;
        if (Credentials)
        {
            headers.AccessControlAllowCredentials = "true";
        }

        if (IsPreflight(context.Request))
        {
            Set(context, "Access-Control-Allow-Methods", Methods);
            Set(context, "Access-Control-Allow-Headers", Headers);
            headers.AccessControlMaxAge = MaxAge?.ToString(CultureInfo.InvariantCulture);
        }
        else
        {
            // The response to a preflight request doesn't contain it: observed in aws/serverless-application-model#2478.
            Set(context, "Access-Control-Expose-Headers", Exposed);
        }
    }

    private string? AllowedOrigin(string origin) =>
        origin.Length == 0 ? null :
        Origins.Contains("*") ? "*" :
        Origins.Any(pattern => Wildcard.Matches(pattern, origin)) ? origin : null;

    private static void Set(HttpContext context, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            context.Response.Headers[name] = string.Join(',', values);
        }
    }

    private static string[] Texts(JsonNode? list) => [.. list?.AsArray().Select(item => (string)item!) ?? []];
}
