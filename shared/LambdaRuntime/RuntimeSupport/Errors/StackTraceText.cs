using System.Globalization;

namespace Amazon.Lambda.RuntimeSupport.Errors;

/// <summary>The frames of a stack trace in the format of the .NET runtime.</summary>
internal static class StackTraceText
{
    private const int MostFrames = 100;

    public static IEnumerable<string> FramesOf(Exception exception) =>
        (exception.StackTrace ?? "")
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Take(MostFrames);

    /// <summary>Parses <c>at Name(…) in file:line 7</c>. Without a file, the path is empty and the line is 0.</summary>
    public static (string Label, string Path, int Line) Split(string frame)
    {
        var text = frame.StartsWith("at ", StringComparison.Ordinal) ? frame[3..] : frame;
        var place = text.LastIndexOf(" in ", StringComparison.Ordinal);
        var number = text.LastIndexOf(":line ", StringComparison.Ordinal);
        return place >= 0 && number > place
            && int.TryParse(text.AsSpan(number + 6), NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (text[..place], text[(place + 4)..number], line)
            : (text, "", 0);
    }
}
