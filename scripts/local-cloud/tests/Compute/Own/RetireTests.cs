using System.Diagnostics;
using System.IO.Compression;
using Quickchange.LocalCloud.Tests.Functions;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests how a process is replaced by another one, as scripts/watch does, without a failed invocation.</summary>
public sealed class RetireTests : OwnFixture
{
    [Test]
    public async Task A_retired_process_gets_no_invocation_and_another_one_takes_over()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var first = await RunAsync("f", "say", "\"first\"");
        await RunAsync("f", "say", "\"second\"");

        await RetireAsync(first.Id);

        for (var count = 0; count < 4; count++)
        {
            Assert.That(await AnswerAsync("f"), Is.EqualTo("\"second\""));
        }

        Assert.That(first.HasExited, Is.False);
    }

    [Test]
    public async Task A_process_is_replaced_when_its_successor_first_asks_for_an_invocation()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var first = await RunAsync("f", "say", "\"first\"");
        var folder = NewFile();
        await using (var zip = new ZipArchive(new MemoryStream(FunctionZip.Of("say", "\"second\""))))
        {
            await zip.ExtractToDirectoryAsync(folder);
        }

        var start = new ProcessStartInfo("sh", ["-c", "read go && exec \"$0\"", Path.Combine(folder, "bootstrap")])
        {
            RedirectStandardInput = true,
            Environment = { ["AWS_LAMBDA_RUNTIME_API"] = RuntimeApi("f") },
        };
        using var second = Process.Start(start)!;
        try
        {
            await RetireAsync(first.Id, second.Id);
            Assert.That(await AnswerAsync("f"), Is.EqualTo("\"first\""));
            await second.StandardInput.WriteLineAsync("go");
            await WaitsAsync("f", second);

            for (var count = 0; count < 4; count++)
            {
                Assert.That(await AnswerAsync("f"), Is.EqualTo("\"second\""));
            }
        }
        finally
        {
            second.Kill();
        }
    }

    [Test]
    public async Task Without_another_process_the_deployed_function_takes_over()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var only = await RunAsync("f", "say", "\"own\"");

        await RetireAsync(only.Id);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"deployed\""));
    }

    [Test]
    public async Task A_retired_process_finishes_the_invocation_that_it_has()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var (started, until) = (NewFile(), NewFile());
        var busy = await RunAsync("f", "wait_for_file", started, until);
        var answer = AnswerAsync("f");
        await Eventually.IsAsync(() => File.Exists(started), () => "the invocation has not started");

        await RetireAsync(busy.Id);

        await StateIsAsync("f", states => (int)states.Single()!["works"]! == 1);
        await File.WriteAllTextAsync(until, "");
        Assert.That(await answer, Does.Not.Contain("deployed"));
        await StateIsAsync("f", states => (int)states.Single()!["works"]! == 0);
        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"deployed\""));
    }

    private async Task RetireAsync(int process, int? successor = null)
    {
        using var response = await AskAsync($"_processes/f/{process}/retire{(successor is null ? "" : $"?successor={successor}")}");
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }
}
