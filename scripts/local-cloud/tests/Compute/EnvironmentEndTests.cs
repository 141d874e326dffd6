using System.Diagnostics;
using System.Text;
using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the end of an environment, which several callers may request at the same time.</summary>
public sealed class EnvironmentEndTests
{
    private const string Function = """
        {"Configuration":{"FunctionName":"f","FunctionArn":"arn:aws:lambda:us-east-1:123456789012:function:f","Version":"1",
        "Role":"arn:aws:iam::123456789012:role/r","MemorySize":256,"Timeout":20,"CodeSha256":"","Architectures":["x86_64"]},
        "Code":{"Location":"http://127.0.0.1/"}}
        """;

    private readonly List<TestProcess> _started = [];
    private FakeAws _aws = null!;
    private AwsClient _client = null!;
    private LogShipper _shipper = null!;

    [SetUp]
    public async Task Start()
    {
        _aws = await FakeAws.StartAsync();
        _client = new(_aws.Url, FakeAws.Secrets.AccessKey);
        _shipper = new(_client);
    }

    [TearDown]
    public async Task Stop()
    {
        await _shipper.StopAsync();
        _client.Dispose();
        await _aws.DisposeAsync();
        _started.ForEach(process => process.Dispose());
        _started.Clear();
    }

    [Test]
    public async Task Whoever_ends_an_environment_and_how_often_it_ends_once()
    {
        var environment = NewEnvironment(StartProcess(), () => throw new InvalidOperationException("There is no second start."));

        await Task.WhenAll(environment.KillAsync(), environment.DisposeAsync().AsTask(), environment.DisposeAsync().AsTask());
        await environment.DisposeAsync();
        await environment.KillAsync();

        Assert.That(_started.Single().Ports, Is.Zero, "its port is closed");
        Assert.That(_started.Single().Runs, Is.False);
    }

    // A closed port can be reused by another environment, and the mark identifies processes by the port.
    [Test]
    public async Task Nothing_is_killed_any_more_once_the_port_is_closed()
    {
        var process = StartProcess();
        await process.DisposeAsync();
        using var other = new TestProcess(_started.Single().Mark);

        await process.KillAsync();

        Assert.That(other.Runs, Is.True);
    }

    [Test]
    public async Task A_process_that_starts_while_its_environment_is_killed_is_killed_as_well()
    {
        var (restarting, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var failing = StartProcess();
        failing.FailInit(new("Runtime.Unknown", "once"));
        var environment = NewEnvironment(failing, async () =>
        {
            restarting.SetResult();
            await go.Task;
            return StartProcess();
        });

        var invocation = environment.InvokeAsync(new("id", "{}"u8.ToArray(), "arn", "trace"));
        await restarting.Task;
        await environment.KillAsync();
        go.SetResult();
        var result = await invocation;
        await environment.DisposeAsync();

        Assert.That(Encoding.UTF8.GetString(result.Payload), Does.Contain("signal: killed"));
        Assert.That(_started.Select(process => process.Runs), Is.EqualTo(new[] { false, false }));
    }

    private RuntimeProcess StartProcess()
    {
        var started = new TestProcess($"QUICKCHANGE_TEST={Guid.NewGuid()}");
        _started.Add(started);
        var process = new RuntimeProcess(started, started.Mark);
        process.Attach(started.Process);
        return process;
    }

    private ExecutionEnvironment NewEnvironment(RuntimeProcess process, Func<Task<RuntimeProcess>> restart) => new(
        FunctionVersion.Parse(System.Text.Json.Nodes.JsonNode.Parse(Function)!),
        new(_shipper, null, "group", "stream"),
        process,
        restart,
        TimeSpan.FromMinutes(1),
        DateTimeOffset.MaxValue);

    /// <summary>A process that does nothing, and its port, which can be closed only once.</summary>
    private sealed class TestProcess : IDisposable
    {
        private readonly int _id;

        public TestProcess(string mark)
        {
            Mark = mark;
            var start = new ProcessStartInfo("sleep", ["600"]);
            start.Environment[mark.Split('=')[0]] = mark.Split('=')[1];
            Process = Process.Start(start)!;
            _id = Process.Id;
        }

        public string Mark { get; }

        public Process Process { get; }

        public bool Runs => ProcessTable.Runs(_id);

        /// <summary>How many it contains.</summary>
        public int Ports { get; private set; } = 1;

        public void Dispose()
        {
            Ports--;
            MarkedProcesses.Kill(Mark);
        }
    }
}
