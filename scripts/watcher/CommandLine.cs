using System.Globalization;

namespace Quickchange.Watcher;

/// <summary>The arguments of the program, which scripts/watch has checked.</summary>
/// <param name="Root">The checkout.</param>
/// <param name="Port">The port of the cloud's routes.</param>
/// <param name="Builds">Whether to build what changes as it would be deployed.</param>
/// <param name="Functions">The project files of the functions to watch, by name.</param>
internal sealed record CommandLine(string Root, int Port, bool Builds, IReadOnlyDictionary<string, string> Functions)
{
    /// <param name="words">The checkout, the port, build or no-build, and a name and a project file for each function.</param>
    public static CommandLine Parse(string[] words)
    {
        // Paths in the compiler's messages and in file events are those that the kernel knows.
        var root = words[0];
        return new(
            root, int.Parse(words[1], CultureInfo.InvariantCulture), words[2] == "build",
            words[3..].Chunk(2).ToDictionary(static pair => pair[0], static pair => pair[1]));
    }
}
