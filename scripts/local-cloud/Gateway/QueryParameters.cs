using System.Net;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The decoded parameters of a query string.</summary>
internal static class QueryParameters
{
    /// <summary>In payload format 2.0: repeated names are joined by commas.</summary>
    public static Dictionary<string, string> Of(string query) =>
        Lists(query).ToDictionary(static each => each.Key, static each => string.Join(',', each.Value));

    /// <summary>In payload format 1.0: all values of each name.</summary>
    public static Dictionary<string, List<string>> Lists(string query)
    {
        var parameters = new Dictionary<string, List<string>>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = WebUtility.UrlDecode(parts[0]);
            var value = parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "";
            if (!parameters.TryGetValue(name, out var values))
            {
                parameters[name] = values = [];
            }

            values.Add(value);
        }

        return parameters;
    }
}
