namespace Quickchange.Scripts.Tests.EndToEnd.Browser;

/// <summary>A web page that Chromium opens.</summary>
/// <param name="Name">Tells it from others.</param>
/// <param name="Url">Where its document is.</param>
/// <param name="Rebound">The document is not asked for there: the name has led elsewhere before.</param>
/// <param name="Targets">The names of the targets that it tries.</param>
internal sealed record WebPage(string Name, string Url, bool Rebound, params string[] Targets);

/// <summary>Where pages send requests to.</summary>
internal sealed record Target(string Name, string Url, IReadOnlyList<PageRequest> Requests);

/// <summary>A request that pages try to send in every way that they have.</summary>
internal sealed record PageRequest(string Method, string Path, string? Body = null, string? Type = null, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>A request that a page sends once, with fetch.</summary>
internal sealed record PageCall(string Page, string Url, string Method, IReadOnlyDictionary<string, string> Headers, string? Body);

/// <summary>What came of a request: "read STATUS TEXT", "opened", "loaded", "refused", "no answer", or "sent" where a page is not told.</summary>
internal sealed record Attempt(string Page, string Target, string How, string Request, string Outcome);

/// <summary>What pages saw: what came of each attempt, and the text that each call read, or its error.</summary>
internal sealed record Seen(IReadOnlyList<Attempt> Attempts, IReadOnlyList<string> Answers);

/// <summary>Pages that Chromium opens, in which some names lead to this machine.</summary>
internal static class Pages
{
    public static Task<Seen> VisitAsync(
        IReadOnlyList<string> hosts, IReadOnlyList<WebPage> pages, IReadOnlyList<Target> targets, IReadOnlyList<PageCall> calls) =>
        Chromium.RunAsync<Seen>(
            Path.Combine(Repository.Root, "scripts", "tests", "EndToEnd", "Browser", "pages.mjs"), new { hosts, pages, targets, calls });
}
