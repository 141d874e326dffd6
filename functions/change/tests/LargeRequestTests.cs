using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Change.Tests;

/// <summary>Tests that requests of the maximum size, 6 MB, are read once, and only as far as necessary.</summary>
public class LargeRequestTests
{
    private const int Megabytes = 6_000_000;

    private static IEnumerable<TestCaseData> Bodies()
    {
        yield return Case("minus signs", 422, Amount(new('-', Megabytes)));
        yield return Case("digits", 422, Amount(new('1', Megabytes)));
        yield return Case("a number's digits", 422, $$"""{"amount":{{new string('1', Megabytes)}}}""");
        yield return Case("a number's exponent", 422, $$"""{"amount":1e{{new string('9', Megabytes)}}}""");
        yield return Case("a text's exponent", 422, Amount($"1e-{new string('9', Megabytes)}"));
        yield return Case("decimals", 422, Amount($"0.{new string('0', Megabytes)}1"));
        yield return Case("exponents", 422, Amount(string.Concat(Enumerable.Repeat("1e", Megabytes / 2))));
        yield return Case("escaped digits", 422, Amount(string.Concat(Enumerable.Repeat("\\u0031", Megabytes / 6))));
        yield return Case("brackets", 400, new('[', Megabytes));
        yield return Case("spaces", 400, new(' ', Megabytes));
        yield return Case("nested values", 400, $$"""{"amount":{{string.Concat(Enumerable.Repeat("{\"a\":", Megabytes / 5))}}""");
        yield return Case("a member's name", 400, $$"""{"{{new string('a', Megabytes)}}":1}""");
        yield return Case("a currency", 422, $$"""{"amount":1,"currency":"{{new string('U', Megabytes)}}"}""");
        yield return Case("an option", 422, $$"""{"amount":1,"rounding":"{{new string('c', Megabytes)}}"}""");
        yield return Case("a count's digits", 422, Member("till", "\"dimes\":" + new string('1', Megabytes)));
        yield return Case("a name in a till", 422, Member("till", $"\"{new string('a', Megabytes)}\":1"));
        yield return Case("names in a till", 422, Member("till", Members(Megabytes / 12)));
        yield return Case("a name of a denomination", 422, Member("denominations", $"\"{new string('a', Megabytes)}\":1"));
        yield return Case("denominations", 422, Member("denominations", Members(Megabytes / 12)));
        yield return Case("long names", 422, Member("denominations", Members(64, new('\u2028', Megabytes / 3 / 64))));
    }

    [TestCaseSource(nameof(Bodies))]
    public void Megabytes_are_refused_for_memory_in_proportion(int status, string body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();

        var response = Post(body);

        // The body as bytes, and its longest value as characters.
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        using var problem = JsonDocument.Parse(response.Body);
        using var all = Assert.EnterMultipleScope();
        Assert.That(response.StatusCode, Is.EqualTo(status), response.Body);
        Assert.That(response.Body, Has.Length.LessThan(500));
        Assert.That(allocated, Is.LessThan((4 * Encoding.UTF8.GetByteCount(body)) + 100_000));
    }

    [TestCase("", "e-6000000")]
    [TestCase("-", "")]
    public void Megabytes_of_zeros_are_a_number(string before, string after)
    {
        var response = Post($$"""{"amount":"{{before}}{{new string('0', Megabytes)}}{{after}}"}""");

        Assert.That((response.StatusCode, response.Body), Is.EqualTo((200, """{"res":[]}""")));
    }

    [Test]
    public void Names_as_long_as_they_may_be_are_answered()
    {
        // Of the characters that take the most space in an answer.
        var response = Post(Member("denominations", Members(64, new('\u2028', 98))));

        Assert.That(response.StatusCode, Is.EqualTo(200), response.Body);
    }

    [TestCase("denominations", "\"denominations\" has too many. Send at most 64.")]
    [TestCase("till", "\"till\" has too many. Send at most 64.")]
    public void More_names_than_a_set_may_have_are_not_read(string member, string detail)
    {
        using var problem = JsonDocument.Parse(Post(Member(member, Members(65))).Body);

        Assert.That(problem.RootElement.GetProperty("detail").GetString(), Is.EqualTo(detail));
    }

    private static TestCaseData Case(string what, int status, string body) => new TestCaseData(status, body).SetArgDisplayNames(what);

    private static string Amount(string text) => $$"""{"amount":"{{text}}"}""";

    private static string Member(string name, string members) => $"{{\"amount\":1,\"{name}\":{{{members}}}}}";

    // Values of 0.01 and more.
    private static string Members(int count, string name = "") => string.Join(
        ',', Enumerable.Range(1, count).Select(number => $"\"{name}{number:00}\":\"{number / 100}.{number % 100:00}\""));

    private static APIGatewayHttpApiV2ProxyResponse Post(string body) => new ChangeHandler().Handle(new() { Body = body }, new TestLambdaContext());
}
