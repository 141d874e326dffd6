namespace Quickchange.Benchmark.Report;

/// <summary>
/// The subcommand "results ROOT [RUN]": writes README.md's results and their picture from docs/benchmark.json of the checkout
/// ROOT; before that, with the file RUN, a run's bench.json, keeps that run there.
/// </summary>
internal static class ResultsCommand
{
    /// <summary>The exit status: 0, or 1 after a message.</summary>
    public static int Run(IReadOnlyList<string> words, TextWriter errors)
    {
        try
        {
            switch (words)
            {
                case [var root]:
                    Stored.Show(root);
                    return 0;
                case [var root, var run]:
                    Stored.Keep(root, RunFile.Read(run));
                    return 0;
                default:
                    throw new BenchmarkException("Usage: Benchmark results ROOT [RUN]");
            }
        }
        catch (Exception exception) when (exception is BenchmarkException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(exception.Message);
            return 1;
        }
    }
}
