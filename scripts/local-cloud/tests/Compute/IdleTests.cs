using System.Globalization;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests idle environments.</summary>
public sealed class IdleTests : ComputeFixture
{
    private protected override ComputeSettings Settings { get; } = Patient with { IdleLimit = TimeSpan.FromSeconds(1) };

    [Test]
    public async Task An_idle_environment_ends_after_its_limit()
    {
        Aws.Deploy("f", ["show_process"]);

        var process = int.Parse(await AnswerAsync("f"), CultureInfo.InvariantCulture);

        await UntilAsync(() => !ProcessTable.Runs(process), "the idle environment lives");
        Assert.That(await AnswerAsync("f"), Is.Not.EqualTo(process.ToString(CultureInfo.InvariantCulture)));
    }
}
