namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>What a function takes now, of all that can have a budget.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Architecture">The processor, as scripts/build names it.</param>
/// <param name="Values">By the names of functions/budgets.schema.json.</param>
internal sealed record Figures(string Function, string Architecture, IReadOnlyDictionary<string, long> Values)
{
    private const string Zip = "zip_kb";
    private const string Assemblies = "assemblies";

    /// <summary>All figures, in the order of tables.</summary>
    public static IReadOnlyList<string> Names { get; } = [Zip, Assemblies];

    /// <summary>Measures what scripts/build has made.</summary>
    public static Figures Of(string function, string architecture)
    {
        var values = new Dictionary<string, long>
        {
            // Rounded up: what is a byte over a budget is over it.
            [Zip] = (new FileInfo(Repository.ZipOf(function, $"linux-{architecture}")).Length + 999) / 1000,
            [Assemblies] = LinkedAssemblies.In(StatisticsOf(function, architecture)).Count,
        };
        return new(function, architecture, values);
    }

    private static string StatisticsOf(string function, string architecture)
    {
        var project = Path.GetFileNameWithoutExtension(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", function), "*.csproj").Single());
        return Path.Combine(
            Repository.Root, "artifacts", $"aot-quickchange-{architecture}", "obj", project, $"release_linux-{architecture}", "native",
            "bootstrap.mstat");
    }
}
