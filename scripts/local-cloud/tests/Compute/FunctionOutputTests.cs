using System.Text;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the output of functions.</summary>
public sealed class FunctionOutputTests : ComputeFixture
{
    [Test]
    public async Task A_line_without_an_end_is_in_the_log_of_its_event()
    {
        Aws.Deploy("f", ["log_without_end"]);

        Assert.That(await TailAsync("f"), Does.Contain("\nno end\nEND RequestId: "));
    }

    [Test]
    public async Task What_is_written_between_two_events_is_logged()
    {
        Aws.Deploy("f", ["log_afterwards"]);

        await AnswerAsync("f");

        await Aws.LoggedAsync("afterwards");
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html: 256 KB an event.
    [Test]
    public async Task A_line_that_is_too_long_for_an_event_is_split_between_characters()
    {
        Aws.Deploy("f", ["log_long_line"]);

        await AnswerAsync("f");

        await Aws.LoggedAsync("€end");
        var parts = Aws.Logged.Where(line => line.Contains('€', StringComparison.Ordinal)).ToList();
        Assert.That(parts.Select(Encoding.UTF8.GetByteCount), Has.All.LessThanOrEqualTo((256 * 1024) - 26));
        Assert.That(string.Concat(parts), Is.EqualTo(new string('€', 200_000) + "end"));
    }

    [Test]
    public async Task Output_that_is_no_text_breaks_nothing()
    {
        Aws.Deploy("f", ["log_bytes"]);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("1"));
        await Aws.LoggedAsync("after");
    }

    [Test]
    public async Task All_lines_of_a_flood_arrive()
    {
        Aws.Deploy("f", ["log_lines", "20000", new('x', 1000)]);

        await AnswerAsync("f");

        await Aws.LoggedAsync("line 19999 ");
        Assert.That(Aws.Logged.Count(line => line.StartsWith("line ", StringComparison.Ordinal)), Is.EqualTo(20_000));
    }

    [Test]
    public async Task A_folder_of_logs_that_cannot_be_written_stops_no_function()
    {
        // A file in place of this function's folder.
        Directory.CreateDirectory(Path.Combine(Folder, "logs"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "logs", "blocked"), "");
        Aws.Deploy("blocked", ["log", "to standard error"]);

        Assert.That(await AnswerAsync("blocked"), Is.EqualTo("1"));
    }
}
