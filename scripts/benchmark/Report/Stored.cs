using System.Text.Json;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>The run that the repository keeps, and what README.md shows of it.</summary>
internal static class Stored
{
    public const string RunFileName = "docs/benchmark.json";
    public const string PictureFile = "docs/benchmark.svg";
    public const string ReadmeFile = "README.md";

    /// <summary>What the files that show the stored run should be: their paths below <paramref name="root"/>, and their text.</summary>
    /// <exception cref="BenchmarkException">A file is not there, or is not as it must be.</exception>
    public static IReadOnlyDictionary<string, string> Shown(string root) =>
        Shown(root, Read(Path.Combine(root, RunFileName)));

    /// <summary>Keeps a run, and shows it.</summary>
    /// <exception cref="BenchmarkException">README.md has no place for it. Nothing was written.</exception>
    public static void Keep(string root, BenchmarkRun run)
    {
        var shown = Shown(root, run);
        WholeFile.Write(Path.Combine(root, RunFileName), run.ToJson());
        Write(root, shown);
    }

    /// <summary>Writes what the stored run should be shown as.</summary>
    /// <exception cref="BenchmarkException">A file is not there, or is not as it must be.</exception>
    public static void Show(string root) => Write(root, Shown(root));

    private static BenchmarkRun Read(string file)
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

    private static Dictionary<string, string> Shown(string root, BenchmarkRun run) => new()
    {
        [ReadmeFile] = Readme.With(File.ReadAllText(Path.Combine(root, ReadmeFile)), run),
        [PictureFile] = Picture.Of(run),
    };

    private static void Write(string root, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (file, text) in files)
        {
            WholeFile.Write(Path.Combine(root, file), text);
        }
    }
}
