using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests names, versions and aliases of functions.</summary>
public sealed class QualifierTests : ComputeFixture
{
    private readonly Numbers _numbers = new();

    private protected override ComputeSettings Settings => Patient with { Random = _numbers };

    [TestCase("f", "")]
    [TestCase("f:live", ":live")]
    [TestCase("f:7", ":7")]
    [TestCase("f:$LATEST", ":$LATEST")]
    [TestCase("f?Qualifier=7", ":7")]
    [TestCase("f:live?Qualifier=live", ":live")]
    [TestCase("123456789012:function:f", "")]
    [TestCase("123456789012:function:f:live", ":live")]
    [TestCase("arn:aws:lambda:us-east-1:123456789012:function:f", "")]
    [TestCase("arn:aws:lambda:us-east-1:123456789012:function:f:live", ":live")]
    public async Task A_function_named_in_any_documented_form_runs_and_sees_the_ARN_that_was_meant(string name, string suffix)
    {
        Deploy();

        using var response = await InvokeAsync(name, "{}");

        Assert.That(response.Headers.GetValues("X-Amz-Executed-Version"), Is.EqualTo(new[] { "7" }));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo($"arn:aws:lambda:us-east-1:123456789012:function:f{suffix}"));
    }

    [TestCase("none", "none")]
    [TestCase("f:none", "f:none")]
    [TestCase("f?Qualifier=99", "f:99")]
    public async Task What_is_not_there_is_named_by_its_ARN(string name, string missing)
    {
        Deploy();

        using var response = await InvokeAsync(name, "{}");

        Assert.That((int)response.StatusCode, Is.EqualTo(404));
        Assert.That(await response.Content.ReadAsStringAsync(),
            Does.Contain($"Function not found: arn:aws:lambda:us-east-1:123456789012:function:{missing}\""));
    }

    [Test]
    public async Task A_qualifier_in_the_name_and_another_in_the_query_are_refused()
    {
        Deploy();

        using var response = await InvokeAsync("f:live?Qualifier=7", "{}");

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.Content.ReadAsStringAsync(),
            Does.Contain("The derived qualifier from the function name does not match the specified qualifier."));
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
    [Test]
    public async Task An_alias_with_weights_chooses_by_weight()
    {
        Deploy();
        Aws.Deploy("f", ["say", "8"], version: "8");
        Aws.Alias("canary", "8", 0.25);
        _numbers.Queue(0.9, 0.24, 0.25);

        List<string> versions = [];
        for (var count = 0; count < 3; count++)
        {
            using var response = await InvokeAsync("f:canary", "{}");
            versions.Add(response.Headers.GetValues("X-Amz-Executed-Version").Single());
        }

        Assert.That(versions, Is.EqualTo(new[] { "7", "8", "7" }));
    }

    private void Deploy() => Aws.Deploy("f", ["show_header", "Lambda-Runtime-Invoked-Function-Arn"]);

    private sealed class Numbers : Random
    {
        private readonly Queue<double> _numbers = [];

        public void Queue(params double[] numbers) => Array.ForEach(numbers, _numbers.Enqueue);

        public override double NextDouble() => _numbers.Dequeue();
    }
}
