namespace Quickchange.Benchmark.Report;

/// <summary>Files that are written beside their place and moved there, so that nobody sees half of one, whatever happens.</summary>
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
