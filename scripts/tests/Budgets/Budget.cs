using System.Text.Json.Nodes;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>An entry of functions/budgets.json: the most that a function may take of something on a processor.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Figure">What is limited, as functions/budgets.schema.json names it.</param>
/// <param name="Architecture">The processor, as scripts/build names it.</param>
/// <param name="Most">The limit, in the unit of the figure.</param>
/// <param name="Reason">Why it is this much.</param>
public sealed record Budget(string Function, string Figure, string Architecture, long Most, string Reason)
{
    private static readonly JsonNode File =
        JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "functions", "budgets.json")))!;

    /// <summary>All there are.</summary>
    public static IReadOnlyList<Budget> All { get; } = [..
        from function in File["functions"]!.AsObject()
        from figure in function.Value!.AsObject()
        from limit in figure.Value!.AsObject()
        where limit.Key != "reason"
        select new Budget(function.Key, figure.Key, limit.Key, (long)limit.Value!, (string)figure.Value!["reason"]!)];

    /// <summary>Whether this is a machine on which page faults hold: its kernel and C library are those of the file.</summary>
    public static bool IsOfThisMachine =>
        ThisMachine.Read() is var machine && machine.Kernel == (string)Recorded["kernel"]! && machine.CLibrary == $"glibc {Recorded["glibc"]}";

    /// <summary>How many page faults more than the budget still pass, in hundredths of it.</summary>
    public static long TolerancePercent => (long)Recorded["tolerance_percent"]!;

    private static JsonNode Recorded => File["page_faults_hold_on"]!;

    /// <summary>For the names of tests.</summary>
    public override string ToString() => $"{Figure} of {Function} on {Architecture}";
}
