using System.Text.Json;
using System.Text.Json.Serialization;

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

/// <summary>Chromium, without a window, with a profile of its own, in which some names lead to this machine.</summary>
internal static class Chromium
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static async Task<Seen> VisitAsync(
        IReadOnlyList<string> hosts, IReadOnlyList<WebPage> pages, IReadOnlyList<Target> targets, IReadOnlyList<PageCall> calls)
    {
        var script = Path.Combine(Repository.Root, "scripts", "tests", "EndToEnd", "Browser", "pages.mjs");
        var input = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(input, JsonSerializer.Serialize(new { chromium = Find("chromium", "chromium-browser", "google-chrome"), hosts, pages, targets, calls }, Json));
            var command = await Command.RunAsync(Repository.Root, new Dictionary<string, string?>(), "bash", "-c", """
                set -euo pipefail
                browser=$(python3 scripts/lib/fetched.py browser)
                mapfile -t words <<<"$browser"
                "${words[0]}" "$0" "${words[1]}" <"$1"
                """, script, input);
            return JsonSerializer.Deserialize<Seen>(command.Succeeded().Output.Split('\n').Last(line => line.StartsWith('{')), Json)!;
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static string Find(params string[] programs) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .SelectMany(folder => programs.Select(program => Path.Combine(folder, program)))
            .FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{programs[0]} is missing; install it with: apt-get install {programs[0]}");
}
