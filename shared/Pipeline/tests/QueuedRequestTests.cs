using System.Text.Json;

namespace Quickchange.Pipeline.Tests;

public class QueuedRequestTests
{
    [Test]
    public void A_request_is_read_as_it_was_written()
    {
        var request = new QueuedRequest("o-17 \"ü\"", "1.89", "USD", "inbox/a b.csv", 18);

        Assert.That(QueuedRequest.Parse(request.ToString()), Is.EqualTo(request));
    }

    [Test]
    public void Its_members_have_the_names_of_the_contract() => Assert.That(
        new QueuedRequest("o-17", "1.89", "USD", "inbox/orders.csv", 18).ToString(),
        Is.EqualTo("""{"id":"o-17","amount":"1.89","currency":"USD","file":"inbox/orders.csv","line":18}"""));

    [TestCase("")]
    [TestCase("null")]
    [TestCase("[]")]
    [TestCase("""{"id":"x","amount":"1","currency":"USD","file":"f"}""")]
    [TestCase("""{"id":null,"amount":"1","currency":"USD","file":"f","line":1}""")]
    [TestCase("""{"id":"","amount":"1","currency":"USD","file":"f","line":1}""")]
    public void What_is_no_request_is_refused(string body) =>
        Assert.That(() => QueuedRequest.Parse(body), Throws.InstanceOf<JsonException>());

    [Test]
    public void An_id_that_is_too_long_for_a_key_is_refused() => Assert.That(
        () => QueuedRequest.Parse(new QueuedRequest(new('x', QueuedRequest.LongestId + 1), "1", "USD", "f", 1).ToString()),
        Throws.InstanceOf<JsonException>());
}
