namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests how invocations get to the user's processes, and back to the deployed function.</summary>
public sealed class OwnProcessTests : OwnFixture
{
    [TestCase("f")]
    [TestCase("f?Qualifier=$LATEST")]
    [TestCase("f?Qualifier=live")]
    [TestCase("f?Qualifier=7")]
    [TestCase("arn:aws:lambda:us-east-1:123456789012:function:f:live")]
    public async Task A_process_takes_the_invocations_of_its_function_until_it_ends(string name)
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        Assert.That(await AnswerAsync(name), Is.EqualTo("\"deployed\""));
        var process = await RunAsync("f", "say", "\"own\"");

        Assert.That(await AnswerAsync(name), Is.EqualTo("\"own\""));
        Assert.That(await AnswerAsync(name), Is.EqualTo("\"own\""));
        process.Kill();
        await StateIsAsync("f", states => states.Count == 0);
        Assert.That(await AnswerAsync(name), Is.EqualTo("\"deployed\""));
    }
}
