using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>A route: a method and a path with parameters, or $default.</summary>
internal sealed record Route(string Id, string Key, string Method, IReadOnlyList<string> Segments, Integration? Integration)
{
    public const string Default = "$default";

    public static Route Parse(JsonNode route, IReadOnlyDictionary<string, Integration> integrations)
    {
        var key = (string)route["routeKey"]!;
        var target = ((string?)route["target"] ?? "").Split('/')[^1];
        var words = key.Split(' ', 2);
        return new(
            (string)route["routeId"]!,
            key,
            words[0],
            words.Length == 2 ? Split(words[1]) : [],
            integrations.GetValueOrDefault(target));
    }

    /// <summary>
    /// Whether the route takes a request, and with which path parameters. Of several, the one that is more specific is
    /// chosen: <see cref="Specificity"/>.
    /// </summary>
    public bool TryMatch(string method, IReadOnlyList<string> path, out Dictionary<string, string> parameters)
    {
        parameters = [];
        if (Key == Default)
        {
            return true;
        }

        if (Method != "ANY" && Method != method)
        {
            return false;
        }

        for (var i = 0; i < Segments.Count; i++)
        {
            var segment = Segments[i];
            if (segment is ['{', .. var greedy, '+', '}'])
            {
                if (path.Count <= i)
                {
                    return false;
                }

                parameters[greedy] = Uri.UnescapeDataString(string.Join('/', path.Skip(i)));
                return true;
            }

            if (i >= path.Count)
            {
                return false;
            }

            if (segment is ['{', .. var name, '}'])
            {
                parameters[name] = Uri.UnescapeDataString(path[i]);
            }
            else if (segment != Uri.UnescapeDataString(path[i]))
            {
                return false;
            }
        }

        return Segments.Count == path.Count;
    }

    /// <summary>
    /// Text before parameters before {proxy+}, then a method before ANY, $default last
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routing API
    /// requests</see>). The greater in ordinal order wins.
    /// </summary>
    public string Specificity => Key == Default
        ? ""
        : string.Concat(Segments.Select(segment => segment[0] != '{' ? '3' : segment.EndsWith("+}", StringComparison.Ordinal) ? '1' : '2'))
            + (Method == "ANY" ? "0a" : "0b");

    public static string[] Split(string path) => path.TrimStart('/').Length == 0 ? [] : path.TrimStart('/').Split('/');
}
