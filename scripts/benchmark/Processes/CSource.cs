using System.Diagnostics;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Processes;

/// <summary>A C program in this folder.</summary>
internal static class CSource
{
    private static readonly string[] Options =
        ["-std=c17", "-Os", "-static", "-s", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror"];

    /// <summary>Compiles it.</summary>
    /// <param name="source">The path in scripts/benchmark/.</param>
    /// <param name="program">The output file.</param>
    /// <returns>The program.</returns>
    /// <exception cref="BenchmarkException">Compilation failed.</exception>
    public static string Compile(string source, string program)
    {
        var file = Path.Combine(Repository.Root, "scripts", "benchmark", source);
        using var compiler = Process.Start(new ProcessStartInfo("gcc", [.. Options, "-o", program, file]) { RedirectStandardError = true })!;
        var said = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? program : throw new BenchmarkException($"gcc could not compile scripts/benchmark/{source}:\n{said}");
    }
}
