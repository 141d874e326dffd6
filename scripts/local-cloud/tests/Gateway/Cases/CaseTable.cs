using System.Text;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>All cases, and their table in the documentation.</summary>
public static class CaseTable
{
    private static readonly (string Title, IEnumerable<GatewayCase> Cases)[] Themes =
    [
        ("Paths", Paths.All), ("Routes", RouteChoice.All), ("Queries", Queries.All), ("Headers and cookies", RequestHeaders.All),
        ("Bodies", RequestBodies.All), ("Responses", Responses.All), ("Payload format 1.0", Format1.All), ("JWT authorizers: tokens", TokenForms.All),
        ("JWT authorizers: claims", TokenClaims.All), ("JWT authorizers: configuration", JwtConfigurations.All),
        ("Lambda authorizers", [.. LambdaAuthorizers.All, .. LambdaAuthorizers.TimedOut]),
        ("Lambda authorizers: identity sources and cache", LambdaAuthorizerCaches.All),
        ("IAM authorization: the gateway", IamRoutes.All), ("IAM authorization: signatures and policies", Signatures.Rows),
    ];

    /// <summary>The cases that a gateway is sent, except for those that need one of their own.</summary>
    public static IEnumerable<GatewayCase> All => Themes.SelectMany(theme => theme.Cases).Except(LambdaAuthorizers.TimedOut).Except(Signatures.Rows);

    /// <summary>All rows of the table.</summary>
    public static IEnumerable<GatewayCase> Rows => Themes.SelectMany(theme => theme.Cases);

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
        return string.Concat(
            string.Concat(row.Before.Select(before => $"{before}; then ")),
            sent,
            row.Returns is { } answer ? $"; the function returns {answer}" : "",
            row.Authorizer is { } verdict ? $"; the authorizer returns {verdict}" : "");
    }

    private static string Answer(GatewayCase row) => string.Join("; ", [
        .. row.Event.Count > 0 ? row.Event : [row.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        .. row.Body is { Length: > 0 } body ? [body] : Array.Empty<string>(),
        .. row.Event.Count > 0 || (row.Status >= 400 && !row.IsRefused) ? [] : row.Headers]);

    private static string Code(string text) => $"`{Cell(text)}`";

    private static string Cell(string text) =>
        text.Replace("\n", "; ", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal);
}
