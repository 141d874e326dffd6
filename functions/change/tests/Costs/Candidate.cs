using System.Text.Json.Nodes;
using Quickchange.Algorithms;

namespace Quickchange.Change.Tests.Costs;

/// <summary>A request of the search, split into the parts that the search changes.</summary>
internal sealed record Candidate
{
    /// <summary>The amount, in minor units.</summary>
    public required Int128 Amount { get; init; }

    public string Currency { get; init; } = ChangeRequest.DefaultCurrency;

    /// <summary>The request's own denominations in minor units, without duplicates; null for the currency's.</summary>
    public IReadOnlyList<long>? Values { get; init; }

    /// <summary>The number of each denomination, in the same order, possibly not for all; null for no till.</summary>
    public IReadOnlyList<long>? Till { get; init; }

    public bool Ways { get; init; }

    public bool Notes { get; init; }

    public bool Cash { get; init; }

    /// <summary>Whether it is sent as a query, which can't contain denominations or a till.</summary>
    public bool IsQuery { get; init; }

    /// <summary>The oddity in the body's text; 0 for none.</summary>
    public int Oddity { get; init; }

    /// <summary>The values of the denominations, the request's own or the currency's.</summary>
    public long[] ValuesInUse => Values is null
        ? Array.ConvertAll(Denominations.Of(Currency, Notes), denomination => denomination.Value)
        : [.. Values];

    /// <summary>The names of the denominations, in the same order.</summary>
    public string[] Names => Values is null
        ? Array.ConvertAll(Denominations.Of(Currency, Notes), denomination => denomination.Plural)
        : [.. Values.Select((_, index) => $"d{index}")];

    /// <summary>The members that determine what is computed.</summary>
    public string Kind =>
        $"{(Values is null || IsQuery ? "a currency's coins" : "own denominations")}{(Till is null || IsQuery ? "" : ", a till")}{(Ways ? ", ways" : "")}";

    public SentRequest ToRequest()
    {
        _ = Algorithms.Currency.TryGetExponent(Currency, out var exponent);
        var amount = Money.Format(Amount, exponent);
        return IsQuery
            ? new() { Path = amount, Query = Options() }
            : new() { Body = BodyOddity.Apply(Oddity, Body(amount, exponent).ToJsonString()) };
    }

    private Dictionary<string, string> Options()
    {
        var options = new Dictionary<string, string> { ["currency"] = Currency };
        if (Ways)
        {
            options["ways"] = "true";
        }

        if (Notes)
        {
            options["include"] = "notes";
        }

        if (Cash)
        {
            options["rounding"] = "cash";
        }

        return options;
    }

    private JsonObject Body(string amount, int exponent)
    {
        var body = new JsonObject { ["amount"] = amount, ["currency"] = Currency };
        var names = Names;
        if (Values is not null)
        {
            body["denominations"] = new JsonObject(
                Values.Select((value, index) => KeyValuePair.Create(names[index], (JsonNode?)Money.Format(value, exponent))));
        }

        if (Till is not null)
        {
            body["till"] = new JsonObject(
                Till.Take(names.Length).Select((count, index) => KeyValuePair.Create(names[index], (JsonNode?)count)));
        }

        foreach (var (name, value) in Options())
        {
            body[name] = name == "ways" ? true : value;
        }

        return body;
    }
}
