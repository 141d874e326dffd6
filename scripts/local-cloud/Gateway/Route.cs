using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Gateway.Authorization;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>A route: a method and a path with parameters, or $default; and who may invoke it.</summary>
internal sealed record Route(string Key, string Method, IReadOnlyList<string> Segments, Integration? Integration, RouteAuthorization Authorization)
{
    public const string Default = "$default";

    public static Route Parse(JsonNode route, IReadOnlyDictionary<string, Integration> integrations)
    {
        var key = (string)route["routeKey"]!;
        var target = ((string?)route["target"] ?? "").Split('/')[^1];
        var words = key.Split(' ', 2);
        return new(
            key,
            words[0],
            words.Length == 2 ? Split(words[1]) : [],
            integrations.GetValueOrDefault(target),
            RouteAuthorization.Parse(route));
    }

    /// <summary>
    /// Whether the route matches a request, and its path parameters. If several routes match, the most specific one is
    /// chosen: <see cref="Specificity"/>.
    /// </summary>
    /// <param name="method">The request's method.</param>
    /// <param name="path">The segments of the path, not decoded: an encoded slash is not a separator.</param>
    /// <param name="parameters">The path parameters, decoded.</param>
    public bool TryMatch(string method, IReadOnlyList<string> path, out Dictionary<string, string> parameters)
    {
        parameters = [];
        if (Key == Default)
        {
            return true;
        }

        if ((Method != "ANY" && Method != method) || path.Count < Segments.Count || (path.Count > Segments.Count && !IsGreedy))
        {
            return false;
        }

        for (var i = 0; i < Segments.Count; i++)
        {
            var segment = Segments[i];
            var isGreedy = segment.EndsWith("+}", StringComparison.Ordinal);
            var sent = RequestTarget.DecodePath(isGreedy ? string.Join('/', path.Skip(i)) : path[i]);
            if (segment is not ['{', .., '}'])
            {
                if (segment != sent)
                {
                    return false;
                }
            }
            else if (string.IsNullOrEmpty(sent))
            {
                return false;
            }
            else
            {
                parameters[segment[1..(isGreedy ? ^2 : ^1)]] = sent;
            }
        }

        return true;
    }

    /// <summary>
    /// A full match takes precedence over {proxy+}, text over parameters, and a method over ANY; $default is last
    /// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html">Routing API
    /// requests</see>). The greatest value in ordinal order wins.
    /// </summary>
    public string Specificity => Key == Default
        ? ""
        : (IsGreedy ? "1" : "2")
            + string.Concat(Segments.Select(segment => !segment.StartsWith('{') ? '3' : segment.EndsWith("+}", StringComparison.Ordinal) ? '1' : '2'))
            + (Method == "ANY" ? "0a" : "0b");

    private bool IsGreedy => Segments is [.., var last] && last.EndsWith("+}", StringComparison.Ordinal);

    /// <summary>The segments of a path; none for the root. Trailing and consecutive slashes produce empty segments.</summary>
    public static string[] Split(string path) => path is "" or "/" ? [] : (path.StartsWith('/') ? path[1..] : path).Split('/');
}
