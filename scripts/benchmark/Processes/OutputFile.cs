using System.Text;

namespace Quickchange.Benchmark.Processes;

/// <summary>The file that a process prints to.</summary>
internal static class OutputFile
{
    private const int Shown = 4000;

    /// <summary>The last of it, for a message; empty if nothing was printed.</summary>
    public static string EndOf(string path)
    {
        if (!File.Exists(path))
        {
            return "";
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(Shown, file.Length), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
