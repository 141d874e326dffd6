using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud;

/// <summary>Which requests a server takes. They are judged before anything else is done with them, upgrades too.</summary>
/// <param name="hosts">The names that it may be called by.</param>
/// <param name="refuse">Answers, in the server's own protocol, why a request is refused and what to do.</param>
/// <param name="rules">What else a request must fulfil: each gives the reason to refuse it, or null.</param>
internal sealed class Admission(HostNames hosts, Func<HttpContext, string, Task> refuse, params Func<HttpRequest, string?>[] rules)
{
    public void Apply(WebApplication server)
    {
        server.Use(next => context => ReasonToRefuse(context.Request) is { } reason ? refuse(context, reason) : next(context));
        // Otherwise the server would route first.
        server.UseRouting();
    }

    /// <summary>
    /// A web page's request says so: of another origin by Origin if it is more than a GET, and by Sec-Fetch-Site whatever it
    /// is (<see href="https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header">Fetch Metadata</see>). No browser has
    /// anything to do where this rule holds.
    /// </summary>
    public static string? NoBrowser(HttpRequest request) =>
        request.Headers.ContainsKey("Origin") || request.Headers.ContainsKey("Sec-Fetch-Site")
            ? "Web pages and browsers can't call this port. Call a route instead."
            : null;

    /// <summary>Only who knows the secret may call.</summary>
    public static Func<HttpRequest, string?> Knows(string secret)
    {
        var expected = Encoding.UTF8.GetBytes($"Bearer {secret}");
        return request => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Headers.Authorization.ToString()), expected)
            ? null
            : "Only the AWS endpoint of this cloud calls this port. Invoke functions there, with an AWS client.";
    }

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
