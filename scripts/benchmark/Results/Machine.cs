namespace Quickchange.Benchmark.Results;

/// <summary>The machine of a run.</summary>
/// <param name="Processor">The processor model from /proc/cpuinfo.</param>
/// <param name="Processors">The number of processors available to this program.</param>
/// <param name="MemoryGb">The memory in units of 10⁹ bytes.</param>
/// <param name="Kernel">The kernel release.</param>
/// <param name="Distribution">The PRETTY_NAME of os-release(5).</param>
/// <param name="CLibrary">The name and version of the C library, such as <c>glibc 2.36</c>.</param>
public sealed record Machine(
    string Processor, int Processors, double MemoryGb, string Kernel, string Distribution, string CLibrary);
