using System.Text.Json;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Events.Queues;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests message filters.</summary>
public sealed class FilterTests : QueueFixture
{
    private static string[] Accepted => Patterns("accepted");

    private static string[] Refused => Patterns("refused");

    [Test]
    public async Task A_message_that_does_not_match_is_deleted_without_an_invocation()
    {
        Aws.Sqs.Send("q", """{"kind":"other"}""");
        Aws.Sqs.Send("q", """{"kind":"order"}""");
        Map("q", """{"FilterCriteria":{"Filters":[{"Pattern":"{\"body\":{\"kind\":[\"order\"]}}"}]}}""");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EqualTo(new[] { """{"kind":"order"}""" }));
    }

    [Test]
    public async Task A_message_with_odd_JSON_costs_no_other_message_its_invocation()
    {
        string[] odd = ["""{"kind":"order","kind":"other"}""", """{"kind":"other","kind":"order"}""", $$"""{"a":{{new string('[', 5000)}}{{new string(']', 5000)}}}"""];
        foreach (var body in odd)
        {
            Aws.Sqs.Send("q", body);
        }

        Aws.Sqs.Send("q", """{"kind":"order"}""");
        Map("q", """{"FilterCriteria":{"Filters":[{"Pattern":"{\"body\":{\"kind\":[\"order\"]}}"}]}}""");

        await UntilAsync(() => Aws.Sqs.Left.Count == 0);

        Assert.That(Events.SelectMany(Bodies), Is.EquivalentTo(new[] { odd[1], """{"kind":"order"}""" }));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html#filtering-syntax
    [TestCase("""{"body":{"a":["x"]}}""", """{"a":"x"}""", true)]
    [TestCase("""{"body":{"a":["x"]}}""", """{"a":"X"}""", false)]
    [TestCase("""{"body":{"a":["x","y"]}}""", """{"a":"y"}""", true)]
    [TestCase("""{"body":{"a":["x"],"b":["y"]}}""", """{"a":"x","b":"z"}""", false)]
    [TestCase("""{"body":{"a":["x"],"b":["y"]}}""", """{"a":"x","b":"y"}""", true)]
    [TestCase("""{"body":{"a":["x"]}}""", """{"a":["w","x"]}""", true)]
    [TestCase("""{"body":{"a":{"b":[1]}}}""", """{"a":{"b":1}}""", true)]
    [TestCase("""{"body":{"a":{"b":[1]}}}""", """{"a":[{"b":2},{"b":1}]}""", true)]
    [TestCase("""{"body":{"a":{"b":[1]}}}""", """{"a":1}""", false)]
    [TestCase("""{"body":{"a":[null]}}""", """{"a":null}""", true)]
    [TestCase("""{"body":{"a":[null]}}""", "{}", false)]
    [TestCase("""{"body":{"a":[""]}}""", """{"a":""}""", true)]
    [TestCase("""{"body":{"a":[true]}}""", """{"a":true}""", true)]
    [TestCase("""{"body":{"a":[true]}}""", """{"a":"true"}""", false)]
    [TestCase("""{"body":{"a":[300]}}""", """{"a":300}""", true)]
    [TestCase("""{"body":{"a":[300]}}""", """{"a":3.0e2}""", false)]
    [TestCase("""{"body":{"a":[{"prefix":"us-"}]}}""", """{"a":"us-east-1"}""", true)]
    [TestCase("""{"body":{"a":[{"prefix":"us-"}]}}""", """{"a":7}""", false)]
    [TestCase("""{"body":{"a":[{"suffix":".png"}]}}""", """{"a":"b.png"}""", true)]
    [TestCase("""{"body":{"a":[{"suffix":".png"}]}}""", """{"a":"b.PNG"}""", false)]
    [TestCase("""{"body":{"a":[{"equals-ignore-case":"alice"}]}}""", """{"a":"Alice"}""", true)]
    [TestCase("""{"body":{"a":[{"equals-ignore-case":"alice"}]}}""", """{"a":"Alicia"}""", false)]
    [TestCase("""{"body":{"a":[{"anything-but":["x","y"]}]}}""", """{"a":"z"}""", true)]
    [TestCase("""{"body":{"a":[{"anything-but":["x","y"]}]}}""", """{"a":"y"}""", false)]
    [TestCase("""{"body":{"a":[{"anything-but":"x"}]}}""", """{"a":"x"}""", false)]
    [TestCase("""{"body":{"a":[{"anything-but":[1]}]}}""", """{"a":2}""", true)]
    [TestCase("""{"body":{"a":[{"anything-but":["x"]}]}}""", "{}", false)]
    [TestCase("""{"body":{"a":[{"numeric":["=",300]}]}}""", """{"a":3.0e2}""", true)]
    [TestCase("""{"body":{"a":[{"numeric":[">",10,"<=",20]}]}}""", """{"a":20}""", true)]
    [TestCase("""{"body":{"a":[{"numeric":[">",10,"<=",20]}]}}""", """{"a":10}""", false)]
    [TestCase("""{"body":{"a":[{"numeric":[">=",10,"<",20]}]}}""", """{"a":20}""", false)]
    [TestCase("""{"body":{"a":[{"numeric":[">=",10,"<",20]}]}}""", """{"a":10}""", true)]
    [TestCase("""{"body":{"a":[{"numeric":["<",20]}]}}""", """{"a":"10"}""", false)]
    [TestCase("""{"body":{"a":[{"exists":true}]}}""", """{"a":null}""", true)]
    [TestCase("""{"body":{"a":[{"exists":true}]}}""", "{}", false)]
    [TestCase("""{"body":{"a":[{"exists":false}]}}""", "{}", true)]
    [TestCase("""{"body":{"a":[{"exists":false}]}}""", """{"a":1}""", false)]
    [TestCase("""{"body":{"a":["x",{"exists":false}]}}""", "{}", true)]
    [TestCase("""{"body":{"a":{"b":[{"exists":false}]}}}""", """{"c":1}""", true)]
    [TestCase("""{"body":{"a":{"b":[{"exists":true}]}}}""", """{"c":1}""", false)]
    [TestCase("""{"body":{"a":{"b":["x"]}}}""", """{"c":1}""", false)]
    [TestCase("""{"body":{"a":[{"exists":false}]}}""", "plain text", false)]
    [TestCase("""{"body":{"$or":[{"a":["x"]},{"b":["y"]}]}}""", """{"a":"z","b":"y"}""", true)]
    [TestCase("""{"body":{"$or":[{"a":["x"]},{"b":["y"]}]}}""", """{"a":"z"}""", false)]
    [TestCase("""{"body":["plain text"]}""", "plain text", true)]
    [TestCase("""{"body":[{"prefix":"plain"}]}""", "plain text", true)]
    [TestCase("""{"body":["other"]}""", "plain text", false)]
    [TestCase("""{"body":{"a":["x"]}}""", "plain text", false)]
    [TestCase("""{"body":["x"]}""", """{"a":"x"}""", false)]
    [TestCase("""{"messageAttributes":{"color":{"stringValue":["red"]}}}""", "plain text", true)]
    [TestCase("""{"messageAttributes":{"color":{"stringValue":["blue"]}}}""", "plain text", false)]
    [TestCase("""{"messageAttributes":{"size":{"stringValue":[{"exists":true}]}}}""", "plain text", false)]
    [TestCase("{}", "plain text", true)]
    public void A_pattern_matches(string pattern, string body, bool matches)
    {
        var message = new Message(new JsonObject
        {
            ["MessageId"] = "id",
            ["ReceiptHandle"] = "handle",
            ["Body"] = body,
            ["MessageAttributes"] = new JsonObject { ["color"] = new JsonObject { ["StringValue"] = "red", ["DataType"] = "String" } },
        }, Arn("q"));

        Assert.That(Criteria(pattern).Matches(message.Record), Is.EqualTo(matches));
    }

    [Test]
    public void One_of_several_patterns_is_enough()
    {
        var criteria = Criteria("""{"body":["a"]}""", """{"body":["b"]}""");

        Assert.That(criteria.Matches(new() { ["body"] = "b" }), Is.True);
        Assert.That(criteria.Matches(new() { ["body"] = "c" }), Is.False);
    }

    [TestCase("null")]
    [TestCase("{}")]
    [TestCase("""{"Filters":[]}""")]
    public void Without_filters_everything_matches(string criteria) =>
        Assert.That(FilterCriteria.Parse(JsonNode.Parse(criteria)).Matches(new() { ["body"] = "a" }), Is.True);

    [TestCaseSource(nameof(Refused))]
    public void A_pattern_that_Lambda_would_not_take_is_refused(string pattern) =>
        Assert.That(() => Criteria(pattern), Throws.InstanceOf<FormatException>());

    [TestCaseSource(nameof(Accepted))]
    public void A_pattern_that_Lambda_takes_is_accepted(string pattern) => Assert.That(() => Criteria(pattern), Throws.Nothing);

    // The tests of the AWS endpoint, which refuses such a mapping, read them too.
    private static string[] Patterns(string kind) =>
    [
        .. JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Events", "Queues", "patterns.json")))![kind]!.AsArray()
            .Select(static pattern => (string)pattern!),
    ];

    private static FilterCriteria Criteria(params string[] patterns) => FilterCriteria.Parse(new JsonObject
    {
        ["Filters"] = JsonSerializer.SerializeToNode(patterns.Select(pattern => new { Pattern = pattern })),
    });
}
