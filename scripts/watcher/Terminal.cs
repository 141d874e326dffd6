namespace Quickchange.Watcher;

/// <summary>What the user sees: lines from several threads.</summary>
/// <param name="output">Writes the lines; several threads may use it.</param>
/// <param name="root">The checkout, to which paths are relative.</param>
internal sealed class Terminal(TextWriter output, string root)
{
    /// <summary>Prints a line, or several, with the time of day.</summary>
    public void Say(string text) => output.WriteLine($"{DateTime.Now:HH:mm:ss} {text}");

    /// <summary>Prints a line of a function's output.</summary>
    public void Repeat(string function, string line) => output.WriteLine($"{function} | {line}");

    /// <summary>The path of a file as a user writes it.</summary>
    public string NameOf(string file) => file.StartsWith($"{root}/", StringComparison.Ordinal) ? file[(root.Length + 1)..] : file;

    /// <summary>Paths in the messages of a compiler, as a user writes them.</summary>
    public string Shorten(string message) => message.Replace($"{root}/", "", StringComparison.Ordinal);
}
