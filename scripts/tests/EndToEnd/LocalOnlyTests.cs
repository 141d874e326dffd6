using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that a local cloud is accessible only from this machine, and its key only to its user.</summary>
[Parallelizable]
public class LocalOnlyTests : CloudTests
{
    [Test]
    public void Every_port_listens_on_the_loopback_address_alone()
    {
        var sockets = Cloud.Processes().SelectMany(SocketsOf).ToHashSet();
        var listening = Listening().Where(socket => sockets.Contains(socket.Inode)).ToArray();

        Assert.That(listening.Select(static socket => socket.Port), Is.SupersetOf(new[] { Cloud.Port, Cloud.Port + 1, Cloud.Port + 2 }));
        Assert.That(listening.Select(static socket => socket.Address).Distinct(), Is.EqualTo(new[] { "0100007F" }));
    }

    [Test]
    public void Only_the_user_reads_the_key_and_no_argument_tells_it()
    {
        var arguments = Cloud.Processes().SelectMany(static id => Processes.EntriesOf(id, "cmdline")).ToArray();

        Assert.That(File.GetUnixFileMode(Path.Combine(Cloud.State, "local.env")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That(Cloud.AccessKey.Secret, Has.Length.EqualTo(40));
        Assert.That(arguments, Has.None.Contains(Cloud.AccessKey.Secret).And.None.Contains(Cloud.AccessKey.Id));
    }

    [Test]
    public async Task A_presigned_URL_lets_in_and_nothing_unsigned_does()
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var presigned = (await Cloud.PythonAsync("scripts/tests/EndToEnd/presign.py")).Trim();

        var answers = await Task.WhenAll(
            new[] { presigned, presigned.Replace("local.tfstate", "other.tfstate", StringComparison.Ordinal), presigned.Split('?')[0] }.Select(async url =>
            {
                using var response = await http.GetAsync(new Uri(url));
                return await response.Content.ReadAsStringAsync();
            }));

        Assert.That(answers[0], Does.Contain("\"terraform_version\""));
        Assert.That(answers[1], Does.Contain("SignatureDoesNotMatch"));
        Assert.That(answers[2], Does.Contain("MissingAuthenticationToken"));
    }

    private static IEnumerable<string> SocketsOf(int process)
    {
        try
        {
            return [.. new DirectoryInfo($"/proc/{process}/fd").EnumerateFiles().Select(static file => file.LinkTarget ?? "")];
        }
        catch (IOException)
        {
            // The process has ended.
            return [];
        }
    }

    // The columns of /proc/net/tcp: number, local address and port in hexadecimal, remote ones, state (0A listens), …, inode.
    private static IEnumerable<(string Address, int Port, string Inode)> Listening() =>
        new[] { "/proc/net/tcp", "/proc/net/tcp6" }.Where(File.Exists).SelectMany(File.ReadAllLines)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static columns => columns[3] == "0A")
            .Select(static columns => (
                columns[1].Split(':')[0], int.Parse(columns[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture), $"socket:[{columns[9]}]"));
}
