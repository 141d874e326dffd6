using System.Text;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>What a function writes to its standard streams.</summary>
public sealed class FunctionOutputTests : ComputeFixture
{
    [SetUp]
    public void StartWithoutLogs()
    {
        if (Directory.Exists(Path.Combine(Folder, "logs")))
        {
            Directory.Delete(Path.Combine(Folder, "logs"), recursive: true);
        }
    }

    [Test]
    public async Task A_line_without_an_end_is_in_the_log_of_its_event()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                sys.stdout.write("no end")
                sys.stdout.flush()
                return "1"
            """);

        Assert.That(await TailAsync("f"), Does.Contain("\nno end\nEND RequestId: "));
    }

    [Test]
    public async Task What_is_written_between_two_events_is_logged()
    {
        Aws.Deploy("f", """
            import threading
            def answer(event, headers):
                threading.Timer(0.2, lambda: print("afterwards")).start()
                return "1"
            """);

        await AnswerAsync("f");

        await Aws.LoggedAsync("afterwards");
    }

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html: 256 KB an event.
    [Test]
    public async Task A_line_that_is_too_long_for_an_event_is_split_between_characters()
    {
        Aws.Deploy("f", """
            sys.stdout.reconfigure(encoding="utf-8")
            def answer(event, headers):
                print("\u20ac" * 200000 + "end")
                return "1"
            """);

        await AnswerAsync("f");

        await Aws.LoggedAsync("€end");
        var parts = Aws.Logged.Where(line => line.Contains('€', StringComparison.Ordinal)).ToList();
        Assert.That(parts.Select(Encoding.UTF8.GetByteCount), Has.All.LessThanOrEqualTo((256 * 1024) - 26));
        Assert.That(string.Concat(parts), Is.EqualTo(new string('€', 200_000) + "end"));
    }

    [Test]
    public async Task Output_that_is_no_text_breaks_nothing()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                sys.stdout.buffer.write(bytes(range(256)) * 4000 + b"\nafter\n")
                sys.stdout.flush()
                return "1"
            """);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("1"));
        await Aws.LoggedAsync("after");
    }

    [Test]
    public async Task All_lines_of_a_flood_arrive()
    {
        Aws.Deploy("f", """
            def answer(event, headers):
                for line in range(20000):
                    print("flood", line, "x" * 1000)
                return "1"
            """);

        await AnswerAsync("f");

        await Aws.LoggedAsync("flood 19999 ");
        Assert.That(Aws.Logged.Count(line => line.StartsWith("flood ", StringComparison.Ordinal)), Is.EqualTo(20_000));
    }

    [Test]
    public async Task A_folder_of_logs_that_cannot_be_written_stops_no_function()
    {
        // A file where the folder is to be.
        await File.WriteAllTextAsync(Path.Combine(Folder, "logs"), "");
        Aws.Deploy("f", """
            def answer(event, headers):
                print("to standard error")
                return "1"
            """);
        try
        {
            Assert.That(await AnswerAsync("f"), Is.EqualTo("1"));
        }
        finally
        {
            File.Delete(Path.Combine(Folder, "logs"));
        }
    }
}
