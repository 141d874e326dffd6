using System.Globalization;
using System.Text;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>A run as text, for a terminal.</summary>
internal static class Table
{
    public static string Of(BenchmarkRun run)
    {
        var text = new StringBuilder();
        var machine = run.Machine;
        text.AppendLine(Invariant($"{run.Commit}, {run.Date:yyyy-MM-dd}: {machine.Processors} × {machine.Processor}, {machine.MemoryGb:0.0} GB, Linux {machine.Kernel}, {machine.Distribution}, {machine.CLibrary}"));
        foreach (var condition in new[] { Starts.Warm, Starts.Evicted }.Where(each => run.Floor.StartsIn(each) is not null))
        {
            text.AppendLine().AppendLine(Invariant($"Starts, {condition}: medians of {run.Rounds} rounds (10th to 90th percentile)"));
            Append(
                text,
                ["", "start to next ms", "event to answer ms", "together ms", "× floor", "CPU ms", "page faults", "memory MB"],
                run.Contestants.Select(each => StartRow(run, each, each.StartsIn(condition)!)));
        }

        text.AppendLine().AppendLine("Packages, and warm invocations");
        Append(
            text,
            ["", "zip KB", "calls to next", "CPU µs", "× floor", "bytes allocated", "system calls", "a second", "invocations", "grows MB"],
            run.Contestants.Select(each => WarmRow(run, each)));
        return text.ToString();
    }

    private static string[] StartRow(BenchmarkRun run, Contestant contestant, Starts starts) =>
    [
        contestant.Name, Spread(starts.StartToNextMs), Spread(starts.EventToAnswerMs), Spread(starts.TogetherMs),
        Text(Statistics.TimesFloor(run, contestant, starts.Condition), "0.00"), Text(Statistics.Median(starts.ProcessorMs), "0.00"),
        Text(Statistics.Median(starts.PageFaults), "0"), Text(Statistics.Median(starts.MemoryMb), "0.0"),
    ];

    private static string[] WarmRow(BenchmarkRun run, Contestant contestant) =>
    [
        contestant.Name, Text(contestant.ZipKb, "0"), Text(contestant.SystemCallsUpToNext, "0"),
        Text(contestant.Warm is { } warm ? Statistics.Median(warm.ProcessorUs) : null, "0.0"),
        Text(Statistics.WarmTimesFloor(run, contestant), "0.00"), Text(contestant.Warm?.AllocatedBytes, "0"),
        Text(contestant.Warm?.SystemCalls, "0.0"), Text(contestant.Warm?.PerSecond, "0"), Text(contestant.Warm?.Invocations, "0"),
        Text(contestant.Warm?.MemoryGrowthMb, "0.0"),
    ];

    private static string Spread(IReadOnlyList<double> samples)
    {
        var spread = Statistics.Of(samples);
        return Invariant($"{spread.Median:0.00} ({spread.P10:0.00}–{spread.P90:0.00})");
    }

    private static string Text(double? number, string format) => number?.ToString(format, CultureInfo.InvariantCulture) ?? "–";

    private static void Append(StringBuilder text, string[] head, IEnumerable<string[]> rows)
    {
        string[][] all = [head, .. rows];
        var widths = head.Select((_, column) => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            text.AppendLine(string.Join("  ", row.Select((cell, column) =>
                column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column]))).TrimEnd());
        }
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
