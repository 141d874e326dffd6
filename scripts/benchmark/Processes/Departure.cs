using System.Runtime.InteropServices;

namespace Quickchange.Benchmark.Processes;

/// <summary>The report of launcher/launch.c just before exec.</summary>
/// <param name="MonotonicNs">The time, by the clock of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="ProcessorNs">The process's CPU time until then.</param>
/// <param name="PageFaults">The minor and major page faults until then.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Departure(long MonotonicNs, long ProcessorNs, long PageFaults);
