using System.Text;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>All cases, and their table in the documentation.</summary>
public static class CaseTable
{
    private static readonly (string Title, IEnumerable<GatewayCase> Cases)[] Themes =
    [
        ("Paths", Paths.All), ("Routes", RouteChoice.All), ("Queries", Queries.All), ("Headers and cookies", RequestHeaders.All),
        ("Bodies", RequestBodies.All), ("Responses", Responses.All),
    ];

    public static IEnumerable<GatewayCase> All => Themes.SelectMany(theme => theme.Cases);

    public static string Markdown()
    {
        var text = new StringBuilder();
        foreach (var (title, cases) in Themes)
        {
            text.Append("\n## ").Append(title).Append("\n\n| case | request | event or response | source |\n| --- | --- | --- | --- |\n");
            foreach (var row in cases)
            {
                text.Append("| ").AppendJoin(" | ", Cell(row.Name), Code(Sent(row)), Code(Answer(row)), Cell(row.Source)).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Sent(GatewayCase row)
    {
        // Each character that is sent is an octet.
        var sent = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(row.Sent));
        return row.Returns is { } answer ? $"{sent}; the function returns {answer}" : sent;
    }

    private static string Answer(GatewayCase row) => string.Join("; ", [
        .. row.Event.Count > 0 ? row.Event : [row.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        .. row.Body is { Length: > 0 } body ? [body] : Array.Empty<string>(),
        .. row.Event.Count > 0 || row.Status >= 400 ? [] : row.Headers]);

    private static string Code(string text) => $"`{Cell(text)}`";

    private static string Cell(string text) =>
        text.Replace("\n", "; ", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
