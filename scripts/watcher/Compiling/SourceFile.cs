using Microsoft.CodeAnalysis.Text;

namespace Quickchange.Watcher.Compiling;

/// <summary>Reads source files.</summary>
internal static class SourceFile
{
    /// <exception cref="IOException">The file can't be read.</exception>
    public static SourceText Read(string path, SourceHashAlgorithm algorithm)
    {
        // An editor may write or replace the file at the same time; what it leaves is another save.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return SourceText.From(stream, checksumAlgorithm: algorithm);
    }
}
