using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.Lambda.APIGatewayEvents;
using Quickchange.Algorithms;

namespace Quickchange.Change.Tests;

/// <summary>
/// Tests that every number that the published schema allows is answered exactly, wherever and however it is sent, and nothing else is.
/// </summary>
public class PublishedNumberTests
{
    private const int Texts = 3000;
    private const int Decimals = 2;

    private static readonly JsonNode Schema = JsonNode.Parse(DecimalText.JsonSchema)!;
    private static readonly JsonNode CountSchema = JsonNode.Parse(CountText.JsonSchema)!;
    private static readonly Regex Published = new((string)Schema["pattern"]!);

    [Test]
    public void A_text_of_the_pattern_is_answered_with_its_number([Values(1, 2, 3)] int seed)
    {
        var sampler = new TextSampler((string)Schema["pattern"]!, new(seed));
        for (var i = 0; i < Texts; i++)
        {
            var text = sampler.Next();
            Assert.That(Published.IsMatch(text), Is.True, text);

            var answer = Post($$"""{"denominations":{"cents":"0.01"},"amount":"{{text}}"}""");

            Assert.That((answer.StatusCode, answer.Body), Is.EqualTo(Expected(text)), text);
        }
    }

    [Test]
    public void A_number_is_answered_alike_as_text_as_JSON_and_in_a_path([Values(4, 5)] int seed)
    {
        var sampler = new TextSampler((string)Schema["pattern"]!, new(seed));
        for (var i = 0; i < Texts; i++)
        {
            var text = sampler.Next();
            var answer = Post($$"""{"amount":"{{text}}"}""").Body;

            Assert.That(Get(text).Body, Is.EqualTo(answer), text);
            if (IsJson(text))
            {
                Assert.That(Post($$"""{"amount":{{text}}}""").Body, Is.EqualTo(answer), text);
            }
        }
    }

    [Test]
    public void A_text_is_read_as_a_number_if_the_pattern_has_it([Values(6, 7)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 10 * Texts; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(7)).Select(_ => "0019.eE+-\n"[random.Next(10)]));

            var error = Money.TryParse(text, Decimals, out _);

            Assert.That(
                error is MoneyError.None or MoneyError.TooLarge or MoneyError.TooManyDecimals,
                Is.EqualTo(Published.IsMatch(text)), $"{JsonSerializer.Serialize(text)}: {error}");
        }
    }

    [Test]
    public void A_count_is_read_as_an_amount_without_decimals([Values(8)] int seed)
    {
        var sampler = new TextSampler((string)CountSchema["pattern"]!, new(seed));
        for (var i = 0; i < Texts; i++)
        {
            var text = sampler.Next();
            var answered = Money.TryParse(text, 0, out var count) == MoneyError.None && count <= CountText.Most;

            var answer = Post($$"""{"till":{"pennies":"{{text}}" },"amount":0}""");

            Assert.That(answer.StatusCode, Is.EqualTo(answered ? 200 : 422), text);
        }
    }

    [Test]
    public void The_schemas_have_the_limits_of_what_is_answered()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(
            decimal.Parse(Schema["exclusiveMaximum"]!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture),
            Is.EqualTo((decimal)BigInteger.Pow(10, Money.MaxDigits)));
        Assert.That((long)CountSchema["maximum"]!, Is.EqualTo(CountText.Most));
    }

    [TestCase("9999999999999999999999999999.99", 200)]
    [TestCase("1e28", 422)]
    public void The_limit_of_an_amount_is_the_published_one(string amount, int status) =>
        Assert.That(Post($$"""{"amount":{{amount}}}""").StatusCode, Is.EqualTo(status));

    // The expected answer, computed from the number as digits * 10^power, which has few digits.
    private static (int Status, string Body) Expected(string text)
    {
        var parts = text.TrimStart('-').ToUpperInvariant().Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var digits = BigInteger.Parse(parts[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var decimals = point < 0 ? 0 : parts[0].Length - point - 1;
        var power = (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - decimals;
        // Beyond this, a larger exponent makes no difference.
        power = Math.Clamp(power, -100, 100);
        if (digits.IsZero)
        {
            return (200, """{"res":[]}""");
        }

        if (digits * PowerOf10(power) >= PowerOf10(Money.MaxDigits) * PowerOf10(-power))
        {
            return Problem("is too large. Send at most 28 digits before the decimal point.");
        }

        var cents = BigInteger.DivRem(digits * PowerOf10(power + Decimals), PowerOf10(-power - Decimals), out var rest);
        return rest.IsZero ? (200, $$"""{"res":[{"{{cents}}":"cents"}]}""") : Problem("has more decimals than this currency's 2.");
    }

    // 1 for a negative exponent.
    private static BigInteger PowerOf10(int exponent) => BigInteger.Pow(10, Math.Max(0, exponent));

    private static (int Status, string Body) Problem(string detail) =>
        (422, $$"""{"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"\"amount\" {{detail}}"}""");

    private static bool IsJson(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static APIGatewayHttpApiV2ProxyResponse Post(string body) => new ChangeHandler().Handle(new() { Body = body }, new TestLambdaContext());

    private static APIGatewayHttpApiV2ProxyResponse Get(string amount) =>
        new ChangeHandler().Handle(new() { PathParameters = new Dictionary<string, string> { ["amount"] = amount } }, new TestLambdaContext());
}
