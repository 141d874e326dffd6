namespace Quickchange.Scripts.Tests.EndToEnd.Browser;

/// <summary>A web page that Chromium opens.</summary>
/// <param name="Name">Identifies the page.</param>
/// <param name="Url">The URL of its document.</param>
/// <param name="Rebound">Whether the name pointed elsewhere when the document was loaded.</param>
/// <param name="Targets">The names of the targets that the page tries.</param>
internal sealed record WebPage(string Name, string Url, bool Rebound, params string[] Targets);

/// <summary>A destination of the pages' requests.</summary>
internal sealed record Target(string Name, string Url, IReadOnlyList<PageRequest> Requests);

/// <summary>A request that pages try to send in every way that they can.</summary>
internal sealed record PageRequest(string Method, string Path, string? Body = null, string? Type = null, IReadOnlyDictionary<string, string>? Headers = null);

/// <summary>The outcome of a request: "read STATUS TEXT", "opened", "loaded", "refused", "no answer", or "sent" if the page can't know.</summary>
internal sealed record Attempt(string Page, string Target, string How, string Request, string Outcome);

/// <summary>The outcome of each attempt, and the text that each call read, or its error.</summary>
internal sealed record Seen(IReadOnlyList<Attempt> Attempts, IReadOnlyList<string> Answers);
