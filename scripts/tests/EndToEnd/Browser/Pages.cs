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

/// <summary>What came of a request: "read STATUS TEXT", "opened", "loaded", "refused", "no answer", or "sent" where a page is not told.</summary>
internal sealed record Attempt(string Page, string Target, string How, string Request, string Outcome);

/// <summary>What pages saw: what came of each attempt, and the text that each call read, or its error.</summary>
internal sealed record Seen(IReadOnlyList<Attempt> Attempts, IReadOnlyList<string> Answers);
