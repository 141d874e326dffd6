using System.Text;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>A response as it was received.</summary>
internal sealed record RawResponse(int Status, IReadOnlyList<(string Name, string Value)> Headers)
{
    public string Body { get; init; } = "";

    public static RawResponse Parse(string head)
    {
        var lines = head.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return new(
            int.Parse(lines[0].Split(' ')[1], null),
            [.. lines[1..].Select(line => line.Split(": ", 2)).Select(parts => (parts[0], Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(parts.ElementAtOrDefault(1) ?? ""))))]);
    }

    public string[] Values(string name) =>
        [.. Headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
}
