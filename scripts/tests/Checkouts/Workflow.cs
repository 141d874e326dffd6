using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quickchange.Scripts.Tests.Builds;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts;

/// <summary>Executes the <c>run:</c> steps of workflows in a checkout, as GitHub does, with its local cloud.</summary>
/// <remarks>
/// Skips actions of others: jobs use the local cloud's credentials, and share one folder. Jobs run without containers, because this
/// machine has what they would install there. What they build for Lambda's processor is built for this machine's processor.
/// </remarks>
internal sealed partial class Workflow(Cloud cloud, string root, string scratch)
{
    // The values of the workflows' expressions.
    private static readonly Dictionary<string, string> Values = new()
    {
        ["inputs.environment"] = "local",
        ["matrix.environment"] = "local",
        ["github.token"] = "a token",
    };

    /// <summary>The summaries of the jobs.</summary>
    public string Summary => File.ReadAllText(Path.Combine(scratch, "summary"));

    /// <summary>The calls of gh, one per line.</summary>
    public string[] CallsOfGh => File.Exists(Path.Combine(scratch, "gh.log")) ? File.ReadAllLines(Path.Combine(scratch, "gh.log")) : [];

    /// <summary>Executes the steps of jobs. For a job that calls another workflow, executes the steps of that workflow.</summary>
    /// <returns>The output of all steps. Throws an exception if a step fails.</returns>
    public async Task<string> RunAsync(string file, params string[] jobs)
    {
        var workflow = await ReadAsync("workflows", file);
        var output = "";
        foreach (var job in jobs.Length > 0 ? jobs : workflow["jobs"]!.AsObject().Select(each => each.Key))
        {
            var described = workflow["jobs"]![job]!;
            output += (string?)described["uses"] is { } called
                ? await RunAsync(Path.GetFileName(called))
                : await RunStepsAsync(described, workflow["env"], described["env"]);
        }

        return output;
    }

    // For an action of this repository, runs the steps of the action.
    private async Task<string> RunStepsAsync(JsonNode described, params JsonNode?[] variables)
    {
        var output = "";
        foreach (var step in described["steps"]!.AsArray())
        {
            if ((string?)step!["uses"] is { } used && used.StartsWith("./", StringComparison.Ordinal))
            {
                output += await RunStepsAsync((await ReadAsync("actions", Path.GetFileName(used), "action.yml"))["runs"]!, variables);
            }
            else if ((string?)step["run"] is { } run)
            {
                var environment = new Dictionary<string, string?>(Github());
                foreach (var (name, value) in variables.Append(step["env"]).SelectMany(static each => each?.AsObject() ?? []))
                {
                    environment[name] = Evaluate((string)value!);
                }

                var command = run.Replace("--arch arm64", $"--arch {Published.HostArchitecture}", StringComparison.Ordinal);
                output += (await Command.RunAsync(root, environment, "bash", "-e", "-c", command)).Succeeded().Output;
            }
        }

        return output;
    }

    private async Task<JsonNode> ReadAsync(params string[] file) =>
        JsonNode.Parse(await cloud.PythonAsync("scripts/tests/Checkouts/yaml_to_json.py", Path.Combine([root, ".github", .. file])))!;

    private static string Evaluate(string text) => Expression().Replace(text, match => Values[match.Groups[1].Value]);

    private Dictionary<string, string?> Github() => new()
    {
        ["GITHUB_ACTIONS"] = "true",
        ["GITHUB_REPOSITORY"] = "owner/name",
        ["GITHUB_STEP_SUMMARY"] = Path.Combine(scratch, "summary"),
        ["GITHUB_OUTPUT"] = Path.Combine(scratch, "output"),
        ["PATH"] = $"{Fakes()}:{Environment.GetEnvironmentVariable("PATH")}",
    };

    // Stand-ins: gh finds no issues, and records its calls; apt-get installs nothing.
    private string Fakes()
    {
        var folder = Directory.CreateDirectory(Path.Combine(scratch, "bin")).FullName;
        foreach (var (name, does) in new[] { ("gh", $"if [ \"$2\" = list ]; then echo '[]'; else echo \"$@\" >>{Path.Combine(scratch, "gh.log")}; fi"), ("apt-get", ":") })
        {
            var file = Path.Combine(folder, name);
            File.WriteAllText(file, $"#!/bin/sh\n{does}\n");
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return folder;
    }

    [GeneratedRegex(@"\$\{\{ (.+?) \}\}")]
    private static partial Regex Expression();
}
