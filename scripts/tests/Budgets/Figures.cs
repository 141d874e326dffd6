using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>The current figures of a function, for everything that can have a budget.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Architecture">The processor, with the name that scripts/build uses.</param>
/// <param name="Values">The values, by the names in functions/budgets.schema.json.</param>
internal sealed record Figures(string Function, string Architecture, IReadOnlyDictionary<string, long> Values)
{
    public const string Allocated = "allocated_bytes";
    public const string Calls = "system_calls";
    public const string Faults = "page_faults";

    private const string Zip = "zip_kb";
    private const string Assemblies = "assemblies";

    /// <summary>All figures, in the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Zip, Assemblies, Allocated, Calls, Faults];

    /// <summary>Determines the figures of a build.</summary>
    /// <param name="function">The function's name.</param>
    /// <param name="architecture">The processor.</param>
    /// <param name="running">The figures that were measured while it ran; empty for a processor other than this machine's.</param>
    public static Figures Of(string function, string architecture, IReadOnlyDictionary<string, long>? running)
    {
        var values = new Dictionary<string, long>(running ?? new Dictionary<string, long>())
        {
            // Rounded up, so that one byte over a budget counts.
            [Zip] = (new FileInfo(Repository.Built.ZipOf(function, $"linux-{architecture}")).Length + 999) / 1000,
            [Assemblies] = LinkedAssembliesOf(function, architecture),
        };
        return new(function, architecture, values);
    }

    // How many assemblies have code or types in a binary: those that ILC's statistics refer to. The statistics are an assembly whose
    // methods list what was compiled, by tokens.
    private static int LinkedAssembliesOf(string function, string architecture)
    {
        var project = Path.GetFileNameWithoutExtension(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", function), "*.csproj").Single());
        using var statistics = new PEReader(File.OpenRead(Path.Combine(
            Repository.Root, "artifacts", $"aot-quickchange-{architecture}", "obj", project, $"release_linux-{architecture}", "native",
            "bootstrap.mstat")));
        return statistics.GetMetadataReader().AssemblyReferences.Count;
    }
}
