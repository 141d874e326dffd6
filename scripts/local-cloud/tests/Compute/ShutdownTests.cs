using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>What the end of the local cloud leaves behind: nothing.</summary>
public sealed class ShutdownTests
{
    // A child in a session of its own, whose parent has ended, as a daemon is.
    private const string WithDaemon = """
        import subprocess
        def answer(event, headers):
            made = subprocess.run(["sh", "-c", "setsid sleep 600 >/dev/null 2>&1 & echo $!"], capture_output=True)
            return json.dumps(f"{os.getpid()} {int(made.stdout)}")
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("quickchange-").FullName;

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task SIGTERM_ends_everything_that_functions_started()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Deploy("f", WithDaemon);
        using var cloud = await StartAsync(aws);
        var processes = await InvokeAsync(cloud.Port);

        using (Process.Start("kill", ["-TERM", $"{cloud.Process.Id}"]))
        {
            await cloud.Process.WaitForExitAsync();
        }

        Assert.That(cloud.Process.ExitCode, Is.Zero);
        Assert.That(processes.Where(ProcessTable.Runs), Is.Empty);
    }

    [Test]
    public async Task Functions_end_with_a_local_cloud_that_is_killed()
    {
        await using var aws = await FakeAws.StartAsync();
        aws.Deploy("f", """
            def answer(event, headers):
                return json.dumps(f"{os.getpid()}")
            """);
        using var cloud = await StartAsync(aws);
        var function = (await InvokeAsync(cloud.Port)).Single();

        cloud.Process.Kill();

        for (var attempt = 0; attempt < 2400 && ProcessTable.Runs(function); attempt++)
        {
            await Task.Delay(25);
        }

        Assert.That(ProcessTable.Runs(function), Is.False);
    }

    private async Task<RunningCloud> StartAsync(FakeAws aws)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(Cloud).Assembly.Location, "--gateway-port", "0", "--compute-port", "0",
            "--aws-endpoint", aws.Url.ToString(), "--directory", _folder,
        ])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["AWS_ACCESS_KEY_ID"] = FakeAws.Secrets.AccessKey.Id,
                ["AWS_SECRET_ACCESS_KEY"] = FakeAws.Secrets.AccessKey.Secret,
                ["QUICKCHANGE_SECRET"] = FakeAws.Secrets.Control,
            },
        };
        var process = Process.Start(start)!;
        // Its first line ends with the address of the compute plane; the second says that it serves.
        var address = await process.StandardOutput.ReadLineAsync();
        await process.StandardOutput.ReadLineAsync();
        return new(process, new Uri(address!.Split(' ')[^1]).Port);
    }

    private static async Task<int[]> InvokeAsync(int port)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", FakeAws.Secrets.Control);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        using var response = await http.PostAsync(new Uri($"http://127.0.0.1:{port}/2015-03-31/functions/f/invocations"), content);
        var answer = await response.Content.ReadAsStringAsync();
        return [.. answer.Trim('"').Split(' ').Select(process => int.Parse(process, CultureInfo.InvariantCulture))];
    }

    private sealed record RunningCloud(Process Process, int Port) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
            {
                Process.Kill();
            }

            Process.Dispose();
        }
    }
}
