namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>
/// Tests processes in other languages than C#. Those of the other tests are in Python, and open a connection for each request.
/// </summary>
public sealed class OtherRuntimesTests : OwnFixture
{
    // Answers each event with the text in the first argument. With a second one, a file, it creates the file and waits forever.
    private const string Shell = """
        set -euo pipefail
        api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
        while head=$(curl -sS -D - -o /dev/null "$api/next"); do
          if [[ $# -gt 1 ]]; then
            touch "$2"
            sleep infinity
          fi
          id=$(sed -n 's/^Lambda-Runtime-Aws-Request-Id: \([^\r]*\).*/\1/Ip' <<<"$head")
          curl -sS -X POST "$api/$id/response" -d "$1" -o /dev/null
        done
        """;

    [Test]
    public async Task A_process_of_Node_serves_a_function()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var process = await RunAsync("f", "node", [Path.Combine(AppContext.BaseDirectory, "Functions", "runtime.mjs"), "\"own\""]);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"own\""));
        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"own\""));
        process.Kill();
        await StateIsAsync("f", states => states.Count == 0);
        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"deployed\""));
    }

    [Test]
    public async Task A_shell_serves_a_function_with_a_process_for_each_request()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        await RunAsync("f", "bash", ["-c", Shell, "runtime", "\"own\""]);

        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"own\""));
        Assert.That(await AnswerAsync("f"), Is.EqualTo("\"own\""));
    }

    [Test]
    public async Task A_shell_that_is_killed_in_the_middle_ends_its_invocation()
    {
        Aws.Deploy("f", ["say", "\"deployed\""]);
        var started = NewFile();
        var process = await RunAsync("f", "bash", ["-c", Shell, "runtime", "\"own\"", started]);
        var held = AnswerAsync("f");
        await UntilAsync(() => File.Exists(started), "it does not start");
        Assert.That(await Task.WhenAny(held, Task.Delay(200)), Is.Not.SameAs(held), "curl has ended, but the shell works");

        process.Kill(entireProcessTree: true);

        Assert.That(await held, Does.Contain("Runtime.ExitError"));
    }
}
