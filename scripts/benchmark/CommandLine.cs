using System.Globalization;

namespace Quickchange.Benchmark;

/// <summary>The arguments of scripts/bench.</summary>
/// <param name="Rounds">How many times each contestant is started in each condition; null for as many as time allows.</param>
/// <param name="Seconds">The duration of the run, without builds.</param>
/// <param name="Only">The functions to measure; empty for all.</param>
/// <param name="Beside">Other bootstraps: names and zips.</param>
/// <param name="Against">Other commits.</param>
/// <param name="Profile">An additional link profile for functions that call no AWS service; null for none.</param>
/// <param name="Aws">Whether functions are also measured on AWS's packages.</param>
/// <param name="Output">The folder for results.</param>
/// <param name="Store">Whether the repository keeps the run, and shows it in README.md.</param>
/// <param name="Readme">Whether to only regenerate the files that show the run in the repository.</param>
internal sealed record CommandLine(
    int? Rounds, int Seconds, IReadOnlyList<string> Only, IReadOnlyList<(string Name, string Zip)> Beside,
    IReadOnlyList<string> Against, string? Profile, bool Aws, string Output, bool Store, bool Readme)
{
    /// <exception cref="BenchmarkException">An option is unknown, or its value is missing or out of range.</exception>
    public static CommandLine Parse(IReadOnlyList<string> words, string root)
    {
        var result = new CommandLine(null, 120, [], [], [], null, false, Path.Combine(root, "artifacts", "bench"), false, false);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word is "--store" or "--readme")
            {
                result = word == "--store" ? result with { Store = true } : result with { Readme = true };
                continue;
            }

            if (word is not ("--rounds" or "--seconds" or "--only" or "--beside" or "--against" or "--link-profile" or "--runtime" or "--output"))
            {
                throw new BenchmarkException($"unknown word '{word}'; see scripts/bench --help");
            }

            // All words up to the next option; only --only accepts several.
            var values = words.Skip(i + 1).TakeWhile(static value => !value.StartsWith("--", StringComparison.Ordinal)).ToArray();
            if (values.Length == 0)
            {
                throw new BenchmarkException($"{word} needs a value; see scripts/bench --help");
            }

            if (word != "--only")
            {
                values = values[..1];
            }

            result = result.With(word, values);
            i += values.Length;
        }

        return result.Readme && words.Count > 1 ? throw new BenchmarkException("--readme can't be combined with other options") : result;
    }

    private CommandLine With(string option, string[] values) => option switch
    {
        "--rounds" => this with { Rounds = Number(option, values[0], 1) },
        "--seconds" => this with { Seconds = Number(option, values[0], 1) },
        "--only" => this with { Only = [.. Only, .. values] },
        "--beside" => this with { Beside = [.. Beside, Bootstrap(values[0])] },
        "--against" => this with { Against = [.. Against, values[0]] },
        "--link-profile" => values[0] is "dynamic" or "static"
            ? this with { Profile = values[0] }
            : throw new BenchmarkException($"--link-profile must be dynamic or static, not '{values[0]}'"),
        "--runtime" => values[0] == "aws"
            ? this with { Aws = true }
            : throw new BenchmarkException($"--runtime must be aws, not '{values[0]}'; this repository's own runtime is always measured"),
        _ => this with { Output = Path.GetFullPath(values[0]) },
    };

    private static int Number(string option, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= 1_000_000
            ? number
            : throw new BenchmarkException($"{option} must be a number from {least} to 1000000, not '{text}'");

    private static (string Name, string Zip) Bootstrap(string text)
    {
        var parts = text.Split('=', 2);
        return parts.Length != 2 || parts[0].Length == 0 ? throw new BenchmarkException($"--beside must be NAME=ZIP, not '{text}'")
            : !File.Exists(parts[1]) ? throw new BenchmarkException($"--beside {text}: the file {parts[1]} doesn't exist")
            : (parts[0], Path.GetFullPath(parts[1]));
    }
}
