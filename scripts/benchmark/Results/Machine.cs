namespace Quickchange.Benchmark.Results;

/// <summary>Where a run took place.</summary>
/// <param name="Processor">Its model, as /proc/cpuinfo names it.</param>
/// <param name="Processors">How many there are for this program.</param>
/// <param name="MemoryGb">In units of 10⁹ bytes.</param>
/// <param name="Kernel">Its release.</param>
/// <param name="Distribution">The PRETTY_NAME of os-release(5).</param>
/// <param name="CLibrary">Its name and version, as in <c>glibc 2.36</c>.</param>
public sealed record Machine(
    string Processor, int Processors, double MemoryGb, string Kernel, string Distribution, string CLibrary);
