using System.Text.Json;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>A run in a file.</summary>
internal static class RunFile
{
    /// <exception cref="BenchmarkException">The file can't be read, or has no run with a floor.</exception>
    public static BenchmarkRun Read(string file)
    {
        try
        {
            var run = BenchmarkRun.Parse(File.ReadAllText(file));
            return run.Contestants.Count(static contestant => contestant.Kind == ContestantKind.Floor) == 1
                ? run
                : throw new JsonException("It needs one contestant of the kind “floor”, by which others are measured.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"{exception.Message} scripts/bench --store makes docs/benchmark.json.");
        }
        catch (JsonException exception)
        {
            throw new BenchmarkException($"{file} is not what scripts/bench writes: {exception.Message}");
        }
    }
}
