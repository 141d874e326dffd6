namespace Quickchange.Scripts.Tests.Checkouts.Watching;

/// <summary>A change of a source file, and what the function answers when it is served.</summary>
/// <param name="Kind">What changes, for the table.</param>
/// <param name="File">The file.</param>
/// <param name="Old">The text to replace; empty to create the file.</param>
/// <param name="New">The text to put there.</param>
/// <param name="Answer">A part of the answer.</param>
internal sealed record Edit(string Kind, string File, string Old, string New, string Answer)
{
    private const string Body = "body";

    /// <summary>A method's body, which ten edits change.</summary>
    public static IEnumerable<Edit> Bodies { get; } = Numbered(Body, WatchedFunction.Handler, 10, "\"body {0}\"", "body {0}");

    /// <summary>A lambda in one method, again and again.</summary>
    public static IEnumerable<Edit> Lambdas { get; } = Numbered("lambda", WatchedFunction.Handler, 7, "lambda {{number + {0}}}", "lambda {0}");

    /// <summary>All other kinds of edits.</summary>
    public static IEnumerable<Edit> Others { get; } =
    [
        new("signature", WatchedFunction.Handler, "Signature(int number) => $\"signature {number} of two\"", "Signature(int number, int of = 3) => $\"signature {number} of {of}\"", "signature 1 of 3"),
        new("top-level statement", WatchedFunction.Main, "statement 0", "statement 1", "statement 1"),
        new("JSON context", WatchedFunction.Context, "KnownNamingPolicy.CamelCase", "KnownNamingPolicy.SnakeCaseUpper", "\"STATEMENT\""),
        new("shared source", WatchedFunction.SharedSource, "source 0", "source 1", "source 1"),
        new("shared library", WatchedFunction.Library, "library 0", "library 1", "library 1"),
        new("project file", WatchedFunction.Project, "<UsesHttp>true</UsesHttp>", "<UsesHttp>true</UsesHttp>\n    <DefineConstants>$(DefineConstants);SHOWN</DefineConstants>", "constant 1"),
        new("new file", WatchedFunction.Added, "", """
            namespace Quickchange.Hello;

            internal static class Added
            {
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Add() => Environment.SetEnvironmentVariable("ADDED", "added 1");
            }
            """, "added 1"),
    ];

    /// <summary>Whether it changes only the body of a method.</summary>
    public bool IsOfABody => Kind == Body;

    /// <summary>Saves it as editors do: the file is replaced by a new one.</summary>
    public void Save(Checkout checkout)
    {
        var file = checkout.PathOf(File);
        var text = Old.Length == 0 ? "" : System.IO.File.ReadAllText(file);
        Assert.That(Old.Length == 0 || text.Contains(Old, StringComparison.Ordinal), Is.True, $"{File} contains {Old}");
        System.IO.File.WriteAllText($"{file}~", Old.Length == 0 ? New : text.Replace(Old, New, StringComparison.Ordinal));
        System.IO.File.Move($"{file}~", file, overwrite: true);
    }

    private static Edit[] Numbered(string kind, string file, int count, string text, string answer) =>
    [
        .. Enumerable.Range(1, count).Select(number => new Edit(kind, file, Text(text, number - 1), Text(text, number), Text(answer, number))),
    ];

    private static string Text(string format, int number) => string.Format(System.Globalization.CultureInfo.InvariantCulture, format, number);
}
