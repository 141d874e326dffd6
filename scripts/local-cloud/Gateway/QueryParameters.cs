using System.Net;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The decoded parameters of a query string. Repeated names are joined by commas.</summary>
internal static class QueryParameters
{
    public static Dictionary<string, string> Of(string query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = WebUtility.UrlDecode(parts[0]);
            var value = parts.Length == 2 ? WebUtility.UrlDecode(parts[1]) : "";
            parameters[name] = parameters.TryGetValue(name, out var before) ? $"{before},{value}" : value;
        }

        return parameters;
    }
}
