using Amazon.S3;

namespace Quickchange.Testing.Tests;

/// <summary>Tests the fixture with programs that stand in for the commands.</summary>
public sealed class LocalCloudTests
{
    // Writes what scripts/up writes, serves until its input ends, and says then that it has ended.
    private const string Up =
        """
        #!/bin/sh
        state=artifacts/local/$2
        mkdir -p "$state"
        echo 'export AWS_ENDPOINT_URL=http://127.0.0.1:3001' >"$state/local.env"
        echo 'export AWS_ACCESS_KEY_ID=id AWS_SECRET_ACCESS_KEY=secret' >>"$state/local.env"
        echo 'export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1' >>"$state/local.env"
        echo '{"base_url":{"value":"http://127.0.0.1:3000/Prod"}}' >"$state/outputs.json"
        echo "a warning" >&2
        echo "Ctrl-C stops it."
        cat >/dev/null
        echo "$@" >ended
        """;

    private string _root = "";

    [SetUp]
    public void CreateRoot()
    {
        _root = Directory.CreateTempSubdirectory("quickchange-").FullName;
        Write("up", Up);
        Write("reset", "#!/bin/sh\necho \"$@\" >reset");
    }

    [TearDown]
    public void RemoveRoot() => Directory.Delete(_root, recursive: true);

    [Test]
    public async Task A_cloud_is_started_reset_and_stopped()
    {
        var cloud = await LocalCloud.StartAsync(_root, null);

        Assert.That(cloud.Http.BaseAddress, Is.EqualTo(new Uri("http://127.0.0.1:3000/Prod/")));
        Assert.That((cloud.AccessKeyId, cloud.SecretAccessKey, cloud.Region), Is.EqualTo(("id", "secret", "us-east-1")));
        await cloud.ResetAsync();
        Assert.That(Read("reset"), Is.EqualTo($"--port {cloud.Port}"));
        Assert.That(File.Exists(PathOf("ended")), Is.False);

        await cloud.DisposeAsync();

        Assert.That(Read("ended"), Is.EqualTo($"--port {cloud.Port} --until-eof"));
    }

    [Test]
    public async Task A_cloud_that_runs_is_used_and_goes_on()
    {
        await using (var first = await LocalCloud.StartAsync(_root, null))
        {
            await (await LocalCloud.StartAsync(_root, $"{first.Port}")).DisposeAsync();

            Assert.That(File.Exists(PathOf("ended")), Is.False);
        }
    }

    [Test]
    public void A_cloud_that_does_not_run_is_named([Values("3000", "none")] string port) =>
        Assert.That(async () => await LocalCloud.StartAsync(_root, port), Throws.InvalidOperationException.With.Message.Contains($"QUICKCHANGE_TEST_CLOUD is {port}"));

    [Test]
    public void What_a_command_says_is_the_error()
    {
        Write("up", "#!/bin/sh\necho one; echo two >&2; exit 1");

        Assert.That(
            async () => await LocalCloud.StartAsync(_root, null),
            Throws.InvalidOperationException.With.Message.Contains("one").And.Message.Contains("two"));
    }

    [Test]
    public async Task A_reset_that_fails_is_an_error()
    {
        Write("reset", "#!/bin/sh\necho no >&2; exit 1");
        await using var cloud = await LocalCloud.StartAsync(_root, null);

        await Assert.ThatAsync(cloud.ResetAsync, Throws.InvalidOperationException.With.Message.Contains("no"));
    }

    [Test]
    public async Task Clients_call_the_cloud()
    {
        await using var cloud = await LocalCloud.StartAsync(_root, null);

        var config = cloud.Configure(new AmazonS3Config());

        Assert.That((config.ServiceURL, config.AuthenticationRegion, config.ForcePathStyle), Is.EqualTo(("http://127.0.0.1:3001/", "us-east-1", true)));
        Assert.That((await cloud.Credentials().GetCredentialsAsync()).AccessKey, Is.EqualTo("id"));
    }

    private string PathOf(string file) => Path.Combine(_root, file);

    private string Read(string file) => File.ReadAllText(PathOf(file)).Trim();

    private void Write(string script, string text)
    {
        Directory.CreateDirectory(PathOf("scripts"));
        var file = PathOf($"scripts/{script}");
        File.WriteAllText(file, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
