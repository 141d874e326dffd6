using System.IO.Compression;
using System.Text.Json.Nodes;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>The floor, floor/bootstrap.c, and what keeps it one.</summary>
internal static class Floor
{
    public const string Name = "C floor";

    /// <summary>The most that a start of it may take, of page faults.</summary>
    public const int MostPageFaults = 35;

    /// <summary>The most that a start of it may take, of memory in MB.</summary>
    public const double MostMemoryMb = 0.9;

    /// <summary>Makes its zip, in a folder.</summary>
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

    /// <summary>The lesson's request, <c>POST /change</c>, which every bootstrap of a run answers.</summary>
    /// <exception cref="BenchmarkException">There is no such example.</exception>
    public static FunctionExample Example(BuiltFunctions functions)
    {
        var example = functions.Document().Examples.FirstOrDefault(static each =>
                each.Route == "POST /change" && each.Status == 200 && each.Body is JsonObject { Count: 1 } body && body.ContainsKey("amount"))
            ?? throw new BenchmarkException("functions/change/operations.json has no example of POST /change with an amount alone, which the floor answers.");
        return new($"{example.Route}: {example.Name}", HttpEvent.Of(example), new Dictionary<string, string>(), (answer, _) =>
            JsonNode.Parse(answer) is JsonObject whole && (int?)whole["statusCode"] == 200
                && JsonNode.DeepEquals(JsonNode.Parse((string?)whole["body"] ?? "null"), example.Response)
                ? null
                : $"It has not the status 200 and the body {example.Response!.ToJsonString()}: {answer}");
    }

    /// <exception cref="BenchmarkException">It takes more than a floor may.</exception>
    public static void Check(Starts starts)
    {
        var (faults, memory) = (Statistics.Median(starts.PageFaults), Statistics.Median(starts.MemoryMb));
        if (faults > MostPageFaults || memory > MostMemoryMb)
        {
            throw new BenchmarkException(FormattableString.Invariant(
                $"The floor takes {faults} page faults and {memory:0.00} MB to start, and may take {MostPageFaults} and {MostMemoryMb} MB: what is held against it would look better than it is. See what floor/bootstrap.c or this machine's C library has gained."));
        }
    }
}
