using System.Runtime.InteropServices;

namespace Quickchange.Benchmark.Processes;

/// <summary>What launcher/launch.c says just before exec.</summary>
/// <param name="MonotonicNs">When that was, by the clock of <see cref="System.Diagnostics.Stopwatch"/>.</param>
/// <param name="ProcessorNs">What the process had used of processors until then.</param>
/// <param name="PageFaults">Minor and major ones until then.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Departure(long MonotonicNs, long ProcessorNs, long PageFaults);
