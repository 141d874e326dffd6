using System.Net;
using System.Net.Sockets;
using System.Text;
using Quickchange.Watcher.Compiling;
using Quickchange.Watcher.Projects;
using Quickchange.Watcher.Running;

namespace Quickchange.Watcher.Tests;

/// <summary>Tests what becomes of a function's process if the cloud refuses a request.</summary>
public sealed class RunningFunctionTests
{
    private string _folder = null!;
    private int _port;
    private HttpListener _listener = null!;
    private Task _answering = null!;

    [SetUp]
    public void Create()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        _listener = Listen(out _port);
        _answering = AnswerAsync(_listener);
    }

    [TearDown]
    public async Task DeleteAsync()
    {
        _listener.Close();
        await _answering;
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_process_whose_state_can_t_be_read_is_ended()
    {
        using var cloud = new Cloud(_port, "id:secret");
        var output = new StringWriter();
        var programs = Directory.CreateDirectory(Path.Combine(_folder, "programs")).FullName;
        await using var function = new RunningFunction("f", cloud, new(), programs, new(TextWriter.Synchronized(output), _folder));

        var result = await function.ServeAsync(Sleeping());

        Assert.That(result, Is.EqualTo(StartResult.Failed));
        Assert.That(output.ToString(), Does.Contain("not now; what was deployed serves"));
        Assert.That(Running(programs), Is.Empty);
        Assert.That(Directory.EnumerateDirectories(programs), Is.Empty);
    }

    private static string[] Running(string folder) =>
    [
        .. Directory.EnumerateFiles("/proc", "cmdline", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1, IgnoreInaccessible = true })
            .Where(file =>
            {
                try
                {
                    return File.ReadAllText(file).Contains(folder, StringComparison.Ordinal);
                }
                catch (IOException)
                {
                    // It has ended.
                    return false;
                }
            }),
    ];

    // A cloud that gives environments, but no states. The port is that of the routes.
    private static HttpListener Listen(out int port)
    {
        while (true)
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                port = ((IPEndPoint)free.LocalEndpoint).Port - 2;
            }

            var listener = new HttpListener();
            listener.Prefixes.Add($"http://127.0.0.1:{port + 2}/");
            try
            {
                listener.Start();
                return listener;
            }
            catch (HttpListenerException)
            {
                // Another program has taken the port.
                listener.Close();
            }
        }
    }

    private static async Task AnswerAsync(HttpListener listener)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                var known = context.Request.Url!.AbsolutePath.StartsWith("/_environments/", StringComparison.Ordinal);
                context.Response.StatusCode = known ? 200 : 500;
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(known ? "{}" : "not now"));
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test has ended.
        }
    }

    private Generation Sleeping()
    {
        var source = Path.Combine(_folder, "Main.cs");
        File.WriteAllText(source, "System.Threading.Thread.Sleep(-1);");
        var configuration = Path.Combine(_folder, "runtimeconfig.json");
        File.WriteAllText(
            configuration, $$$$"""{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"{{{{Environment.Version}}}}"}}}""");
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] arguments =
        [
            "/noconfig", "/nostdlib+", "/deterministic+", "/debug:portable", "/target:exe", $"/out:{Path.Combine(_folder, "Program")}.dll",
            .. new[] { "System.Private.CoreLib", "System.Runtime" }.Select(assembly => $"/reference:{framework}/{assembly}.dll"),
            "Main.cs",
        ];
        var project = new ProjectDescription(
            Path.Combine(_folder, "Program.csproj"), Path.Combine(_folder, "ref", "Program.dll"), configuration, new Dictionary<string, string>(), [], arguments);
        var compiler = new Compiler([project], earlier: null);
        Assert.That(compiler.Compile(default), Is.Empty);
        return new(project, compiler.AssembliesOf(project.File)!, new Dictionary<string, string>());
    }
}
