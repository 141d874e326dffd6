using System.Diagnostics;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

namespace Quickchange.Benchmark;

/// <summary>Builds the contestants, each with the scripts/build of its commit.</summary>
/// <param name="folder">The folder for checkouts of other commits.</param>
/// <param name="say">Reports progress.</param>
/// <param name="stop">Cancels the operation.</param>
internal sealed class Builds(string folder, Action<string> say, CancellationToken stop)
{
    /// <summary>The measured commit, as git describes it.</summary>
    public async Task<string> CommitAsync() => (await RunAsync(Repository.Root, "git", "describe", "--always", "--dirty", "--abbrev=12")).Trim();

    /// <summary>Builds all contestants and adds them, with the floor first.</summary>
    public async Task AddToAsync(Field field, CommandLine options)
    {
        if (options.Only.Except(Repository.Functions).FirstOrDefault() is { } unknown)
        {
            throw new BenchmarkException($"--only {unknown}: this function doesn't exist; the functions are {string.Join(", ", Repository.Functions)}");
        }

        string[] functions = options.Only.Count > 0 ? [.. options.Only.Distinct()] : [.. Repository.Functions];
        await BuildAsync(Repository.Root, functions);
        field.Add(Floor.Name, ContestantKind.Floor, Floor.Build(folder), Repository.Built);
        field.Add(Repository.Built, functions, "", ContestantKind.Function);
        if (options.Profile is { } profile)
        {
            string[] able = [.. functions.Where(static each => !Repository.Built.CallsAws(each))];
            if (able.Length == 0)
            {
                throw new BenchmarkException($"--link-profile {profile}: all functions in --only call AWS, and are linked dynamically anyway");
            }

            var output = Path.Combine(folder, profile);
            await BuildAsync(Repository.Root, able, "--link-profile", profile, "--output", output);
            field.Add(Repository.Built.BuiltIn(output), able, $" ({profile})", ContestantKind.Function);
        }

        if (options.Aws)
        {
            var output = Path.Combine(folder, "aws");
            await BuildAsync(Repository.Root, functions, "--runtime", "aws", "--output", output);
            field.Add(Repository.Built.BuiltIn(output), functions, " (aws)", ContestantKind.Aws);
        }

        foreach (var revision in options.Against)
        {
            var (built, names) = await BuildRevisionAsync(revision, functions);
            field.Add(built, names, $"@{revision}", ContestantKind.Against);
        }

        foreach (var (name, zip) in options.Beside)
        {
            field.Add(name, ContestantKind.Beside, zip, Repository.Built);
        }
    }

    /// <summary>Runs scripts/build in a checkout.</summary>
    public async Task BuildAsync(string root, IReadOnlyList<string> functions, params string[] options)
    {
        say($"building {string.Join(' ', [.. functions, .. options])}{(root == Repository.Root ? "" : $" of {Path.GetFileName(root)[..12]}")}");
        // Examples are read from the OpenAPI document, which earlier commits build only for a function that contains it.
        string[] holders = [.. new BuiltFunctions(root).WithDocument];
        await RunAsync(root, Path.Combine(root, "scripts", "build"), [.. functions.Union(holders), .. options, .. holders.Length == 0 ? ["--document"] : Array.Empty<string>()]);
    }

    // In a clone, so that nothing remains in git after its folder is deleted.
    private async Task<(BuiltFunctions Functions, IReadOnlyList<string> Names)> BuildRevisionAsync(string revision, string[] functions)
    {
        var commit = (await RunAsync(Repository.Root, "git", "rev-parse", "--verify", $"{revision}^{{commit}}")).Trim();
        var clone = Path.Combine(folder, commit);
        await RunAsync(Repository.Root, "git", "clone", "--quiet", "--shared", "--no-checkout", Repository.Root, clone);
        await RunAsync(clone, "git", "checkout", "--quiet", "--detach", commit);
        var built = new BuiltFunctions(clone);
        string[] names = [.. functions.Intersect(built.Names)];
        if (names.Length == 0)
        {
            throw new BenchmarkException($"--against {revision}: that commit has none of {string.Join(", ", functions)}");
        }

        await BuildAsync(clone, names);
        return (built, names);
    }

    private async Task<string> RunAsync(string directory, string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(stop);
            var errors = process.StandardError.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return process.ExitCode == 0
                ? await output
                : throw new BenchmarkException($"{Path.GetFileName(program)} {string.Join(' ', words)} failed:\n{await errors}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
