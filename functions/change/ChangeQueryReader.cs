using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>Reads <c>/change/1.89?currency=USD&amp;include=notes&amp;rounding=cash&amp;ways=true</c>.</summary>
internal static class ChangeQueryReader
{
    /// <param name="amount">The amount in the path.</param>
    /// <param name="query">The query parameters; null if there are none.</param>
    /// <exception cref="ProblemException">The query string contains something else.</exception>
    public static ChangeRequest Read(string amount, IDictionary<string, string>? query)
    {
        var request = new ChangeRequest(new(amount));
        if (query is null)
        {
            return request;
        }

        foreach (var (name, value) in query)
        {
            request = name switch
            {
                "currency" => request with { Currency = value },
                "include" => request with { Include = Options.Include(value) },
                "rounding" => request with { Rounding = Options.Rounding(value) },
                "ways" => request with { Ways = ReadWays(value) },
                _ => throw new ProblemException(
                    400, $"\"{Text.Shorten(name)}\" is unknown. The query string can have \"currency\", \"include\", \"rounding\" and \"ways\"."),
            };
        }

        return request;
    }

    private static bool ReadWays(string value) => value switch
    {
        "true" => true,
        "false" => false,
        _ => throw new ProblemException(422, "\"ways\" must be true or false."),
    };
}
