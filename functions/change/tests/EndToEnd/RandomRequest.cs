using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A request generated from a seed: valid, slightly wrong, or wild. The route is that of the operation that should answer, or null
/// if no operation accepts the request. The target is sent unchanged.
/// </summary>
internal sealed record RandomRequest(
    string? Route, string Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, byte[]? Body)
{
    private static readonly string[] Words =
        ["", "0", "1", "0.01", "1.89", "1234.56", ".5", "5.", "007.10", "1000000000000000000", "99999999999999999999999999", "1.899", "-1", "+1", "1e3",
            "1,89", "0x10", "NaN", " 1", "٣", "½", "\0", "\ud83d\ude00", "a/b", "%41", "null", "true", "USD", "cash", "notes", new('9', 500)];

    private static readonly string[] Currencies = ["USD", "EUR", "GBP", "JPY", "CHF", "KWD", "CLF", "XAF", "usd", "", "ZZZ", "EUR,USD"];

    private static readonly string[] Types =
        ["application/json", "application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded", "application/octet-stream"];

    private static readonly string[] Members = ["amount", "currency", "denominations", "till", "ways", "include", "rounding", "color", "Amount", ""];

    private static readonly string[] Coins = ["quarters", "dimes", "nickels", "pennies", "2-euro coins", "500-yen coins", "florins", "\u00e9", ""];

    public static RandomRequest Of(int seed)
    {
        var random = new Random(seed);
        return random.Next(10) switch
        {
            < 6 => new("POST /change", "POST", $"/Prod/change{Query(random, 0.1)}", SomeHeaders(random), BodyOf(random)),
            < 9 => Get(random),
            _ => Wild(random),
        };
    }

    public HttpRequestMessage ToMessage(Uri server)
    {
        var uri = new Uri($"{server.GetLeftPart(UriPartial.Authority)}{Target}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new(Method), uri) { Content = Body is null ? null : new ByteArrayContent(Body) };
        foreach (var (name, value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    public override string ToString() =>
        $"{Method} {Target} {string.Join(", ", Headers)} {(Body is null ? "" : Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, 500))))}";

    private static RandomRequest Get(Random random)
    {
        // No server accepts a NUL in a path.
        var amount = Amount(random).Replace("\0", "", StringComparison.Ordinal);
        var segment = Uri.EscapeDataString(amount.Length == 0 ? "0" : amount);
        return new("GET /change/{amount}", "GET", $"/Prod/change/{segment}{Query(random, 0.6)}", SomeHeaders(random), null);
    }

    private static RandomRequest Wild(Random random)
    {
        string[] methods = ["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "POST", "GET"];
        string[] targets = ["/", "/Prod", "/Prod/", "/change", "/Prod/changes", "/Prod/change/1/2", "/Prod/nothing/%2e%2e/change", "/Test/change", "/Prod/%63hang"];
        return new(null, Pick(random, methods), Pick(random, targets) + Query(random, 0.5), SomeHeaders(random), random.Next(2) == 0 ? null : BodyOf(random));
    }

    private static string Query(Random random, double probability)
    {
        if (random.NextDouble() > probability)
        {
            return "";
        }

        var pairs = Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(6) switch
        {
            0 => $"currency={Uri.EscapeDataString(Pick(random, Currencies))}",
            1 => "ways=true",
            2 => $"include={Uri.EscapeDataString(Pick(random, Words))}",
            3 => "include=notes&rounding=cash",
            4 => Uri.EscapeDataString(Pick(random, Words)),
            _ => $"{Uri.EscapeDataString(Pick(random, Members))}={Uri.EscapeDataString(Pick(random, Words))}",
        });
        return $"?{string.Join('&', pairs)}";
    }

    private static List<(string Name, string Value)> SomeHeaders(Random random)
    {
        var headers = new List<(string, string)>();
        if (random.Next(4) > 0)
        {
            headers.Add(("Content-Type", Pick(random, Types)));
        }

        for (var i = random.Next(4); i > 0; i--)
        {
            headers.Add(($"X-Random-{random.Next(3)}", string.Concat(Enumerable.Range(0, random.Next(50)).Select(_ => (char)random.Next(' ', 0x7f)))));
        }

        if (random.Next(5) == 0)
        {
            headers.Add(("Cookie", $"a={random.Next()}; b=\"x y\""));
        }

        return headers;
    }

    private static byte[] BodyOf(Random random)
    {
        if (random.Next(20) == 0)
        {
            var noise = new byte[random.Next(2000)];
            random.NextBytes(noise);
            return noise;
        }

        var members = Enumerable.Range(0, random.Next(5)).Select(_ => Pick(random, Members)).Append("amount").Distinct();
        var body = new JsonObject(members.Select(name => KeyValuePair.Create(name, Member(random, name))));
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        for (var i = random.Next(5) == 0 ? random.Next(1, 4) : 0; i > 0; i--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    // Seven of eight have the right type.
    private static JsonNode? Member(Random random, string name) => random.Next(8) == 0 ? Anything(random) : name switch
    {
        "amount" => random.Next(3) == 0 ? random.Next(1_000_000) : Amount(random),
        "currency" => Pick(random, Currencies),
        "denominations" => Denominations(random),
        "till" => Map(random, 6, () => Pick(random, Coins), () => random.Next(3) == 0 ? Pick(random, Words) : random.Next(1000)),
        "ways" => random.Next(2) == 0,
        "include" => "notes",
        "rounding" => "cash",
        _ => Anything(random),
    };

    private static JsonObject Denominations(Random random)
    {
        var most = random.Next(4) switch { 0 => 10, 1 => 1000, 2 => 100_000, _ => 1_000_000 };
        return Map(
            random, random.Next(8) == 0 ? 70 : 6, () => $"coin {random.Next(1000)}",
            () => random.Next(10) == 0 ? Amount(random) : ((decimal)random.Next(1, most) / 100).ToString(CultureInfo.InvariantCulture));
    }

    private static JsonNode? Anything(Random random) => random.Next(6) switch
    {
        0 => null,
        1 => random.Next(2) == 0,
        2 => random.NextDouble() * 1e20,
        3 => new JsonArray(Pick(random, Words), random.Next()),
        4 => Map(random, 3, () => Pick(random, Words), () => Pick(random, Words)),
        _ => Pick(random, Words),
    };

    private static JsonObject Map(Random random, int most, Func<string> name, Func<JsonNode?> value) => new(
        Enumerable.Range(0, random.Next(most)).Select(_ => name()).Distinct().ToArray().Select(key => KeyValuePair.Create(key, value())));

    private static string Amount(Random random) => random.Next(3) == 0
        ? Pick(random, Words)
        : ((decimal)random.NextInt64(random.Next(2) == 0 ? 10_000 : 1_000_000_000_000) / 100).ToString(CultureInfo.InvariantCulture);

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
