using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts;

/// <summary>Tests docs/making-it-yours.md by running its commands, which turn a copy of this repository into another project.</summary>
[Category("fork")]
public sealed partial class ForkTests
{
    // A name that no text contains.
    private static readonly string Name = $"my-{string.Concat(Repository.Name.Reverse())}";

    // A clone in the copy, which git ignores.
    private const string Upstream = "artifacts/upstream";

    private const string Commit = "git config user.name test && git config user.email test@example.com && git add --all && git commit --quiet --message Update";

    [Test]
    public async Task A_fork_has_its_own_name_and_function_and_passes_the_platforms_tests()
    {
        using var checkout = await Checkout.CreateAsync([.. Repository.Functions]);
        using var cloud = new Cloud(checkout.Root);
        await RunAsync(checkout, Commit);
        await RunAsync(checkout, $"git branch --move main && git clone --quiet . {Upstream}");
        var page = await File.ReadAllTextAsync(checkout.PathOf("docs/making-it-yours.md"));

        try
        {
            await FollowAsync("Rename it");
            await FollowAsync("Remove the samples");
            await EditBudgetsAsync(checkout);
            var said = await FollowAsync("Add your own function");

            Assert.That(said["curl"], Does.Contain("""{"message":"Hello from quote"}"""));
            Assert.That(said["scripts/test"], Does.Match("\n[1-9][0-9]* passed, 0 failed\n$"));
        }
        finally
        {
            await cloud.DownAsync();
        }

        await RunAsync(checkout, $"cd {Upstream} && echo 'An update of {Repository.Name}.' >> docs/operating.md && {Commit}");
        await FollowAsync("Take updates from here later");

        Assert.That(await File.ReadAllTextAsync(checkout.PathOf("docs/operating.md")), Does.EndWith($"\nAn update of {Name}.\n"));
        Assert.That(Directory.Exists(checkout.PathOf("functions/quote")), Is.True, "the merge keeps what the project has added");
        var named = await checkout.RunAsync("git", "grep", "--ignore-case", "--text", "--files-with-matches", Repository.Name);
        Assert.That(named.Output, Is.EqualTo("LICENSE\n"));
        var again = await checkout.RunAsync("scripts/rename", Name);
        Assert.That(again.Output, Is.EqualTo($"nothing to change: the project is named {Name}\n"));

        // Runs the commands in a section, with the cloud's own ports. Returns the last output of each program.
        async Task<Dictionary<string, string>> FollowAsync(string title)
        {
            var section = Regex.Match(page, $@"^## {title}$(.*?)(^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Groups[1].Value;
            var said = new Dictionary<string, string>();
            foreach (var line in Line().Matches(section).Select(static line => line.Groups[1].Value))
            {
                var command = Ports().Replace(line, $"$0 --port {cloud.Port}")
                    .Replace(":3000/", $":{cloud.Port}/", StringComparison.Ordinal).Replace("URL-OF-THE-ORIGINAL-REPOSITORY", Upstream, StringComparison.Ordinal)
                    .Replace("NAME", Name, StringComparison.Ordinal);
                await TestContext.Progress.WriteLineAsync($"$ {command}");
                var done = await RunAsync(checkout, command);
                await TestContext.Progress.WriteLineAsync(done.Output);
                said[command.Split(' ')[0]] = done.Output;
            }

            Assert.That(said, Is.Not.Empty, title);
            return said;
        }
    }

    private static async Task<Command> RunAsync(Checkout checkout, string command) => (await checkout.RunAsync("bash", "-c", command)).Succeeded();

    private static async Task EditBudgetsAsync(Checkout checkout)
    {
        var file = checkout.PathOf("functions/budgets.json");
        var budgets = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        var functions = budgets["functions"]!.AsObject();
        foreach (var gone in functions.Select(static each => each.Key).Where(each => !Directory.Exists(checkout.PathOf($"functions/{each}"))).ToArray())
        {
            functions.Remove(gone);
        }

        await File.WriteAllTextAsync(file, budgets.ToJsonString());
    }

    [GeneratedRegex(@"^\$ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex("^scripts/(up|down)")]
    private static partial Regex Ports();
}
