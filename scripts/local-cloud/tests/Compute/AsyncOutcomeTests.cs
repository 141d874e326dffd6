using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

public class AsyncOutcomeTests
{
    private static readonly AsyncEvent Event = new(new("f", null), "{}"u8.ToArray(), null);

    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html: the first 1 KB of the message.
    [Test]
    public void A_dead_letter_has_the_beginning_of_a_long_error_message()
    {
        var outcome = AsyncOutcome.Answered(Event, 3, "7", InvocationResult.Failed("Error", new('x', 2000)));

        Assert.That(outcome.ToDeadLetterAttributes().Last().Value, Is.EqualTo(new string('x', 1024)));
    }

    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("{}")]
    public void A_dead_letter_has_no_error_message_where_the_function_gave_none(string answer)
    {
        var outcome = AsyncOutcome.Answered(Event, 3, "7", new(System.Text.Encoding.UTF8.GetBytes(answer), "Unhandled"));

        Assert.That(outcome.ToDeadLetterAttributes().Select(attribute => attribute.Name), Is.EqualTo(new[] { "RequestID", "ErrorCode" }));
    }
}
