using System.Text.Json;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>The run that the repository keeps, and the files that show it.</summary>
internal static class Stored
{
    public const string RunFileName = "docs/benchmark.json";
    public const string PictureFile = "docs/benchmark.svg";
    public const string AllFiguresFile = "docs/benchmark.md";
    public const string ReadmeFile = "README.md";

    /// <summary>The expected text of each file that shows the stored run, by its path below <paramref name="root"/>.</summary>
    /// <exception cref="BenchmarkException">A file is missing or malformed.</exception>
    public static IReadOnlyDictionary<string, string> Shown(string root) =>
        Shown(root, Read(Path.Combine(root, RunFileName)));

    /// <summary>Keeps a run, and shows it.</summary>
    /// <exception cref="BenchmarkException">README.md has no place for the run. Nothing was written.</exception>
    public static void Keep(string root, BenchmarkRun run)
    {
        var shown = Shown(root, run);
        WholeFile.Write(Path.Combine(root, RunFileName), run.ToJson());
        Write(root, shown);
    }

    /// <summary>Writes the files that show the stored run.</summary>
    /// <exception cref="BenchmarkException">A file is missing or malformed.</exception>
    public static void Show(string root) => Write(root, Shown(root));

    private static BenchmarkRun Read(string file)
    {
        try
        {
            var run = BenchmarkRun.Parse(File.ReadAllText(file));
            return run.Contestants.Count(static contestant => contestant.Kind == ContestantKind.Floor) == 1
                ? run
                : throw new JsonException("It needs exactly one contestant of the kind “floor”, to compare the others with.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"{exception.Message} To create docs/benchmark.json, run scripts/bench --store.");
        }
        catch (JsonException exception)
        {
            throw new BenchmarkException($"{file} was not written by this version of scripts/bench: {exception.Message}");
        }
    }

    private static Dictionary<string, string> Shown(string root, BenchmarkRun run) => new()
    {
        [ReadmeFile] = Readme.With(File.ReadAllText(Path.Combine(root, ReadmeFile)), run),
        [PictureFile] = Picture.Of(run),
        [AllFiguresFile] = Readme.AllFiguresOf(run),
    };

    private static void Write(string root, IReadOnlyDictionary<string, string> files)
    {
        foreach (var (file, text) in files)
        {
            WholeFile.Write(Path.Combine(root, file), text);
        }
    }
}
