using System.Diagnostics;
using System.Text;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>A local cloud as started by scripts/up: a separate process, with the secrets in its environment variables.</summary>
internal sealed record CloudProcess(Process Process, int Port) : IDisposable
{
    /// <param name="aws">The AWS API.</param>
    /// <param name="folder">The folder for its files.</param>
    public static async Task<CloudProcess> StartAsync(FakeAws aws, string folder)
    {
        var start = new ProcessStartInfo("dotnet",
        [
            typeof(Cloud).Assembly.Location, "--gateway-port", "0", "--compute-port", "0",
            "--aws-endpoint", aws.Url.ToString(), "--function-prefix", "test-", "--issuer-path", "/issuer", "--directory", folder,
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

    /// <summary>The response to an invocation, as text.</summary>
    public async Task<string> AnswerAsync(string function)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", FakeAws.Secrets.Control);
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        using var response = await http.PostAsync(new Uri($"http://127.0.0.1:{Port}/2015-03-31/functions/{function}/invocations"), content);
        return await response.Content.ReadAsStringAsync();
    }

    public void Dispose()
    {
        if (!Process.HasExited)
        {
            Process.Kill();
            Process.WaitForExit();
        }

        Process.Dispose();
    }
}
