using System.Runtime.InteropServices;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts;

/// <summary>A copy of this checkout's files in a separate folder, for a test that changes them.</summary>
internal sealed class Checkout : IDisposable
{
    private static readonly string Arch = RuntimeInformation.RuntimeIdentifier["linux-".Length..];

    private Checkout(string root) => Root = root;

    public string Root { get; }

    /// <param name="functions">The functions to copy. Each function is a folder.</param>
    public static async Task<Checkout> CreateAsync(params string[] functions)
    {
        var root = Directory.CreateTempSubdirectory($"{Repository.Name}-").FullName;
        const string Copy =
            "git ls-files -z --cached --others --exclude-standard | "
            + "xargs -0 sh -c 'for file; do [ ! -e \"$file\" ] || printf \"%s\\0\" \"$file\"; done' sh | "
            + "tar --null --files-from=- --create | tar --extract --directory \"$0\"";
        (await Command.RunAsync(Repository.Root, "bash", "-c", Copy, root)).Succeeded();
        // Builds in the copy skip what this checkout has already built. The locks keep other builds from writing to these files.
        const string CopyBuilt =
            "find artifacts/linux-$1 artifacts/aot-quickchange-$1/{made-of,*.published,publish} artifacts/aot-quickchange-$1/obj/*/*/native/bootstrap.{mstat,map,ilc.rsp} "
            + "artifacts/local-cloud/{made-of,program} -type f -print0 | tar --null --files-from=- --create | tar --extract --directory \"$0\"";
        (await Command.RunAsync(
            Repository.Root, "flock", $"artifacts/build-{Arch}.lock", "flock", "artifacts/local-cloud.lock", "bash", "-c", CopyBuilt, root, Arch)).Succeeded();
        foreach (var name in Repository.Functions.Except(functions))
        {
            Directory.Delete(Path.Combine(root, "functions", name), recursive: true);
        }

        // The solution of all projects lists the files that git tracks or doesn't ignore.
        (await Command.RunAsync(root, "git", "init", "--quiet")).Succeeded();
        return new(root);
    }

    /// <summary>Runs a command in this checkout; a script by its path from the root.</summary>
    public Task<Command> RunAsync(params string[] words) => Command.RunAsync(
        Root, [words[0].Contains('/', StringComparison.Ordinal) ? PathOf(words[0]) : words[0], .. words[1..]]);

    public string PathOf(string file) => Path.Combine(Root, file);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
