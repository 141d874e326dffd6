using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>The output files of a run: its samples as JSON, the page, and the table as Markdown.</summary>
internal static class ReportFiles
{
    public static void Write(BenchmarkRun run, string folder)
    {
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path.Combine(folder, "bench.json"), run.ToJson());
        WholeFile.Write(Path.Combine(folder, "bench.html"), Page.Of(run));
        WholeFile.Write(Path.Combine(folder, "bench.md"), Markdown.Of(ResultsTable.Whole(run)));
    }
}
