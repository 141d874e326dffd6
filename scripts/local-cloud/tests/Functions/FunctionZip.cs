using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Quickchange.LocalCloud.Tests.Functions;

/// <summary>Zips of functions that need no build: their bootstrap is in Python, next to this file.</summary>
internal static class FunctionZip
{
    private const string Program = "100755";
    private const string Text = "100644";

    /// <param name="function">The name of a function in <c>answers.py</c> or <c>starts.py</c>, and its arguments.</param>
    public static byte[] Of(params string[] function) => Of(
    [
        ("bootstrap", Read("bootstrap.py"), Program),
        ("answers.py", Read("answers.py"), Text),
        ("runtime.py", Read("runtime.py"), Text),
        ("starts.py", Read("starts.py"), Text),
        ("call.json", JsonSerializer.SerializeToUtf8Bytes(function), Text),
    ]);

    /// <summary>A zip with one file.</summary>
    /// <param name="text">The contents, with one character for each byte.</param>
    /// <param name="name">The name.</param>
    /// <param name="mode">The mode, in octal.</param>
    public static byte[] OfFile(string text, string name = "bootstrap", string mode = Program) =>
        Of([(name, Encoding.Latin1.GetBytes(text), mode)]);

    private static byte[] Of((string Name, byte[] Content, string Mode)[] files)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create))
        {
            foreach (var (name, content, mode) in files)
            {
                var entry = archive.CreateEntry(name);
                entry.ExternalAttributes = Convert.ToInt32(mode, 8) << 16;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return zip.ToArray();
    }

    private static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Functions", file));
}
