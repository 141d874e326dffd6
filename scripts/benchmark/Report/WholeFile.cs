namespace Quickchange.Benchmark.Report;

/// <summary>Writes files under another name and then moves them, so that a reader never sees an incomplete file.</summary>
internal static class WholeFile
{
    public static void Write(string file, string text)
    {
        var partial = $"{file}.partial";
        try
        {
            File.WriteAllText(partial, text);
            File.Move(partial, file, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
