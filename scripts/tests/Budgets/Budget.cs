using System.Text.Json.Nodes;
using Quickchange.Benchmark.Processes;

namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>An entry in functions/budgets.json: the limit of a figure for a function on a processor.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Figure">The name of the figure in functions/budgets.schema.json.</param>
/// <param name="Architecture">The processor, with the name that scripts/build uses.</param>
/// <param name="Most">The limit, in the unit of the figure.</param>
/// <param name="Reason">The reason for this value.</param>
public sealed record Budget(string Function, string Figure, string Architecture, long Most, string Reason)
{
    private static readonly JsonNode File =
        JsonNode.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "functions", "budgets.json")))!;

    /// <summary>All budgets.</summary>
    public static IReadOnlyList<Budget> All { get; } = [..
        from function in File["functions"]!.AsObject()
        from figure in function.Value!.AsObject()
        from limit in figure.Value!.AsObject()
        where limit.Key != "reason"
        select new Budget(function.Key, figure.Key, limit.Key, (long)limit.Value!, (string)figure.Value!["reason"]!)];

    /// <summary>Whether page faults are checked on this machine: its kernel and C library are those in the file.</summary>
    public static bool IsOfThisMachine =>
        ThisMachine.Read() is var machine && machine.Kernel == (string)Recorded["kernel"]! && machine.CLibrary == $"glibc {Recorded["glibc"]}";

    /// <summary>The tolerance of page faults above the budget, in percent.</summary>
    public static long TolerancePercent => (long)Recorded["tolerance_percent"]!;

    private static JsonNode Recorded => File["page_faults_hold_on"]!;

    /// <summary>For the names of tests.</summary>
    public override string ToString() => $"{Figure} of {Function} on {Architecture}";
}
