using System.IO.Compression;
using System.Text.Json.Nodes;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>The floor, floor/bootstrap.c, and its limits.</summary>
internal static class Floor
{
    public const string Name = "C floor";

    /// <summary>The maximum number of page faults of a start.</summary>
    public const int MostPageFaults = 35;

    /// <summary>The maximum memory of a start, in MB.</summary>
    public const double MostMemoryMb = 0.9;

    /// <summary>Creates the zip in a folder.</summary>
    public static string Build(string folder)
    {
        var bootstrap = CSource.Compile("floor/bootstrap.c", Path.Combine(folder, "bootstrap"));
        var zip = Path.Combine(folder, "floor.zip");
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Create))
        {
            archive.CreateEntryFromFile(bootstrap, "bootstrap", CompressionLevel.SmallestSize);
        }

        File.Delete(bootstrap);
        return zip;
    }

    /// <summary>The request <c>POST /change</c> that the floor answers, as does every bootstrap that is not a function of this repository.</summary>
    public static FunctionExample Example { get; } = ExampleOf(new(
        "POST /change", "an amount of dollars", "/change", JsonNode.Parse("""{"amount":"1.89"}"""), 200,
        JsonNode.Parse("""{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}""")));

    private static FunctionExample ExampleOf(ApiExample example) =>
        new($"{example.Route}: {example.Name}", HttpEvent.Of(example), static _ => { }, (answer, _) =>
            JsonNode.Parse(answer) is JsonObject whole && (int?)whole["statusCode"] == 200
                && JsonNode.DeepEquals(JsonNode.Parse((string?)whole["body"] ?? "null"), example.Response)
                ? null
                : $"It doesn't have the status 200 and the body {example.Response!.ToJsonString()}: {answer}");

    /// <exception cref="BenchmarkException">It exceeds the limits of a floor.</exception>
    public static void Check(Starts starts)
    {
        var (faults, memory) = (Statistics.Median(starts.PageFaults), Statistics.Median(starts.MemoryMb));
        if (faults > MostPageFaults || memory > MostMemoryMb)
        {
            throw new BenchmarkException(FormattableString.Invariant(
                $"A start of the floor takes {faults} page faults and {memory:0.00} MB, but the limits are {MostPageFaults} and {MostMemoryMb} MB: contestants would look better than they are. Find out what has grown in floor/bootstrap.c or this machine's C library."));
        }
    }
}
