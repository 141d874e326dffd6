using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud;

/// <summary>Decides which requests a server accepts, before it does anything else with them, including upgrades.</summary>
/// <param name="hosts">The host names that requests may use.</param>
/// <param name="refuse">Rejects a request in the server's own protocol, with the reason and a remedy.</param>
/// <param name="rules">Additional rules: each returns the reason to reject a request, or null.</param>
internal sealed class Admission(HostNames hosts, Func<HttpContext, string, Task> refuse, params Func<HttpRequest, string?>[] rules)
{
    public void Apply(WebApplication server)
    {
        server.Use(next => context => ReasonToRefuse(context.Request) is { } reason ? refuse(context, reason) : next(context));
        // Otherwise, the server would route requests first.
        server.UseRouting();
    }

    /// <summary>
    /// Rejects requests from web pages and browsers: those from other origins have an Origin header unless they are a GET, and all
    /// have Sec-Fetch-Site (<see href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch Metadata</see>) unless they
    /// are older than 2023, and a User-Agent that begins with Mozilla
    /// (<see href="https://html.spec.whatwg.org/multipage/system-state.html#client-identification">client identification</see>).
    /// Servers with this rule aren't for browsers.
    /// </summary>
    public static string? NoBrowser(HttpRequest request) =>
        request.Headers.ContainsKey("Origin") || request.Headers.ContainsKey("Sec-Fetch-Site")
        || request.Headers.UserAgent.ToString().StartsWith("Mozilla/", StringComparison.Ordinal)
            ? "Web pages and browsers can't call this port. Call a route instead."
            : null;

    /// <summary>Accepts only requests with the secret.</summary>
    public static Func<HttpRequest, string?> Knows(string secret)
    {
        var expected = Encoding.UTF8.GetBytes($"Bearer {secret}");
        return request => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), expected)
            ? null
            : "Only the AWS endpoint of this cloud can call this port. Invoke functions through that endpoint, with an AWS client.";
    }

    /// <summary>Accepts some requests, and others only by a rule.</summary>
    public static Func<HttpRequest, string?> Unless(Predicate<HttpRequest> isAccepted, Func<HttpRequest, string?> otherwise) =>
        request => isAccepted(request) ? null : otherwise(request);

    /// <summary>Whether a request has the user's access key, as its user name and password.</summary>
    public static bool IsFrom(AccessKey user, HttpRequest request) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()),
        Encoding.UTF8.GetBytes($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user.Id}:{user.Secret}"))}"));

    private string? ReasonToRefuse(HttpRequest request)
    {
        if (request.Headers.Host is not [{ } host] || !hosts.Admit(host))
        {
            return $"This is not a name of the local cloud: {(request.Headers.Host.Count == 0 ? "none was given" : request.Headers.Host)}."
                + " Call it as 127.0.0.1 or localhost, or allow another name: scripts/up --host NAME.";
        }

        return rules.Select(rule => rule(request)).FirstOrDefault(reason => reason is not null);
    }
}
