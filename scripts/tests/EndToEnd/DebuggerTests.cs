using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Diagnostics.NETCore.Client;
using Quickchange.Scripts.Tests.Builds;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// Tests that a debugger can stop a function in a process of the user: nothing times out meanwhile, although the function and the
/// gateway have a timeout of one second.
/// </summary>
[Parallelizable]
public class DebuggerTests : CloudTests
{
    private const string Deployed = "deployed";

    // The deployed function keeps its own timeout, because it starts cold on a busy machine.
    private const int Timeout = 1;
    private const int DeployedTimeout = 20;

    // Longer than the timeout.
    private const double Pause = 1.5;

    private static string Hello => Path.Combine(Repository.Root, "functions/hello");

    [Test]
    public async Task A_function_in_native_code_stops_at_a_line_in_gdb()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "say", $"\"{Deployed}\"");
        var line = Array.FindIndex(
            await File.ReadAllLinesAsync(Path.Combine(Hello, "HelloHandler.cs")), static line => line.Contains("HelloAnswer.Of(context)", StringComparison.Ordinal)) + 1;
        var binary = Path.Combine(
            Repository.Root, "artifacts", $"aot-quickchange-{Published.HostArchitecture}", "publish/Hello", $"release_linux-{Published.HostArchitecture}", "bootstrap");
        using var gdb = Start(
            probe,
            "gdb", "-nx", "-batch", "-ex", $"set substitute-path /_ {Repository.Root}", "-ex", $"break HelloHandler.cs:{line}",
            "-ex", "run", "-ex", "backtrace 1", "-ex", "list", "-ex", $"shell sleep {Pause}", "-ex", "delete", "-ex", "continue", binary);
        var said = gdb.StandardOutput.ReadToEndAsync();
        try
        {
            await UntilAsync(probe, "waits");
            await probe.SetTimeoutAsync(Timeout);

            AssertIsLate(await Cloud.Http.GetStringAsync(probe.Path), probe);
        }
        finally
        {
            gdb.Kill(entireProcessTree: true);
        }

        await probe.SetTimeoutAsync(DeployedTimeout);

        var shown = await said;
        Assert.That(shown, Does.Match($@"HelloHandler__Handle \(.*HelloHandler\.cs:{line}\n"));
        Assert.That(shown, Does.Contain($"{line}\t            return"), "gdb finds the source");
        Assert.That(await Cloud.Http.GetStringAsync(probe.Path), Is.EqualTo(Deployed));
    }

    [Test]
    public async Task A_managed_function_can_be_suspended_at_its_start_and_in_an_invocation()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "say", $"\"{Deployed}\"");
        var folder = Directory.CreateTempSubdirectory("quickchange-").FullName;
        try
        {
            (await Command.RunAsync(Repository.Root, "dotnet", "build", Hello, "--artifacts-path", folder, "--verbosity", "quiet")).Succeeded();
            var program = Directory.GetFiles(Path.Combine(folder, "bin"), "bootstrap.dll", SearchOption.AllDirectories).Single();
            using var process = Start(probe, "env", "DOTNET_DefaultDiagnosticPortSuspend=1", "dotnet", program);
            try
            {
                while (!IsSuspended(process))
                {
                    await Task.Delay(50);
                }

                Assert.That(await StateAsync(probe), Is.Empty);
                Assert.That(await Cloud.Http.GetStringAsync(probe.Path), Is.EqualTo(Deployed), "until it asks for invocations");

                new DiagnosticsClient(process.Id).ResumeRuntime();
                await UntilAsync(probe, "waits");
                await probe.SetTimeoutAsync(Timeout);
                await SignalAsync(process, "STOP");
                var answer = Cloud.Http.GetStringAsync(probe.Path);
                await UntilAsync(probe, "works");
                await Task.Delay(TimeSpan.FromSeconds(Pause));
                Assert.That(answer.IsCompleted, Is.False);
                await SignalAsync(process, "CONT");

                AssertIsLate(await answer, probe);
            }
            finally
            {
                process.Kill();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The diagnostics port's file appears a moment before the runtime listens to it.
    private static bool IsSuspended(Process process)
    {
        try
        {
            return DiagnosticsClient.GetPublishedProcesses().Contains(process.Id) && new DiagnosticsClient(process.Id).GetProcessEnvironment().Count > 0;
        }
        catch (ServerNotAvailableException)
        {
            return false;
        }
    }

    // hello's answer shows that its time was over.
    private static void AssertIsLate(string answer, Probe probe)
    {
        var seen = JsonNode.Parse(answer)!;
        Assert.That((string)seen["function"]!, Is.EqualTo(probe.Name));
        Assert.That((int)seen["remaining_ms"]!, Is.LessThanOrEqualTo(0));
    }

    private static Process Start(Probe probe, params string[] words) =>
        Command.Start(Repository.Root, new Dictionary<string, string?>(), [Path.Combine(Repository.Root, "scripts/env"), probe.Name, "--port", $"{Cloud.Port}", "--", .. words]);

    // Until the process waits for an invocation, or works on one.
    private static async Task UntilAsync(Probe probe, string state)
    {
        while (!(await StateAsync(probe)).Any(process => (int)process![state]! > 0))
        {
            await Task.Delay(50);
        }
    }

    private static async Task<JsonArray> StateAsync(Probe probe)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{Cloud.Port + 2}/_processes/{probe.Name}");
        var key = $"{Cloud.AccessKey.Id}:{Cloud.AccessKey.Secret}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(key)));
        using var response = await Cloud.Http.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsArray();
    }

    private static async Task SignalAsync(Process process, string signal) =>
        (await Command.RunAsync("/", "kill", "-s", signal, $"{process.Id}")).Succeeded();
}
