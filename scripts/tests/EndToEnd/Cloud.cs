using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quickchange.LocalCloud.Aws;
using Quickchange.Testing;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>A local cloud of a checkout, on its own ports, controlled by the checkout's scripts.</summary>
internal sealed class Cloud : IDisposable
{
    /// <summary>The prefix of the names of everything that is deployed to a local cloud.</summary>
    public static readonly string Prefix = $"{Repository.Name}-local";

    /// <summary>The bucket and the key of Terraform's state.</summary>
    public static readonly (string Bucket, string Key) TerraformState = ($"{Repository.Name}-terraform-state-123456789012", $"{Repository.Name}/local.tfstate");

    private readonly string _root;
    private string? _python;

    public Cloud(string root)
    {
        _root = root;
        Port = FreePorts.Three();
        Http = Client(new HttpClientHandler());
        SignedHttp = Client(new SigningHandler(() => AccessKey));
    }

    public int Port { get; }

    /// <summary>The AWS endpoint.</summary>
    public Uri Aws => new($"http://127.0.0.1:{Port + 1}");

    /// <summary>The access key of the cloud's user.</summary>
    public AccessKey AccessKey
    {
        get
        {
            var variables = File.ReadAllText(Path.Combine(State, "local.env"));
            string ValueOf(string name) => Regex.Match(variables, $@"\b{name}=(\S+)").Groups[1].Value;
            return new(ValueOf("AWS_ACCESS_KEY_ID"), ValueOf("AWS_SECRET_ACCESS_KEY"));
        }
    }

    /// <summary>A client whose base address is the gateway, without a stage.</summary>
    public HttpClient Http { get; }

    /// <summary>The same client, which signs each request with the access key of the cloud's user.</summary>
    public HttpClient SignedHttp { get; }

    /// <summary>The folder of this cloud's state and logs.</summary>
    public string State => Path.Combine(_root, "artifacts", "local", $"{Port}");

    public Task<Command> UpAsync(params string[] options) => RunAsync(["scripts/up", "--port", $"{Port}", "--detach", .. options]);

    public Task<Command> DownAsync() => RunAsync("scripts/down", "--port", $"{Port}");

    /// <summary>Runs a program in the checkout's root folder.</summary>
    public Task<Command> RunAsync(params string[] words) =>
        Command.RunAsync(_root, [Path.Combine(_root, words[0]), .. words[1..]]);

    /// <summary>Runs Terraform, with the settings in this cloud's local.env.</summary>
    public Task<Command> TerraformAsync(params string[] words) => Command.RunAsync(
        _root, ["bash", "-c", "source \"$0\" && exec terraform -chdir=terraform \"$@\"", Path.Combine(State, "local.env"), .. words]);

    /// <summary>Runs Python, with boto3 and requests, the settings in this cloud's local.env, and the project's name in PROJECT.</summary>
    /// <param name="program">The file, relative to the checkout's root. Its first line describes its arguments.</param>
    /// <param name="arguments">The arguments.</param>
    public async Task<string> PythonAsync(string program, params string[] arguments)
    {
        _python ??= (await RunAsync("scripts/tools/run", "fetch", "emulator")).Succeeded().Output.Trim();
        var file = Path.Combine(Repository.Root, program);
        return (await Command.RunAsync(
            _root, new Dictionary<string, string?> { ["PROJECT"] = Repository.Name }, ["bash", "-c", "source \"$0\" && exec \"$@\"", Path.Combine(State, "local.env"), _python, file, .. arguments])).Succeeded().Output;
    }

    /// <summary>Calls AWS through boto3, for example <c>AwsAsync("lambda", "get_policy", new { … })</c>.</summary>
    public async Task<JsonNode> AwsAsync(string service, string operation, object parameters)
    {
        var answer = await PythonAsync("scripts/tests/EndToEnd/call_aws.py", service, operation, JsonSerializer.Serialize(parameters));
        return JsonNode.Parse(answer)!;
    }

    /// <summary>Waits until a message in a function's log group contains a text, and returns all messages, oldest first.</summary>
    public async Task<string[]> LogsAsync(string function, string until)
    {
        // As on AWS, logs reach CloudWatch after the answer has reached the caller.
        return JsonSerializer.Deserialize<string[]>(await PythonAsync("scripts/tests/EndToEnd/wait_for_log.py", $"/aws/lambda/{function}", until))!;
    }

    /// <summary>The IDs of this cloud's processes, including the execution environments of functions.</summary>
    public IReadOnlyList<int> Processes() => EndToEnd.Processes.With("environ", environment =>
        environment.Contains($"QUICKCHANGE_CLOUD={State}") || IsExecutionEnvironment(environment));

    /// <summary>The IDs of the processes that are execution environments of functions, lowest first.</summary>
    public IReadOnlyList<int> EnvironmentsOf(params string[] functions) => EndToEnd.Processes.With("environ", environment =>
        IsExecutionEnvironment(environment)
        && functions.Any(function => environment.Contains($"AWS_LAMBDA_FUNCTION_NAME={function}")));

    private bool IsExecutionEnvironment(string[] environment) =>
        environment.Any(line => line.StartsWith($"LAMBDA_TASK_ROOT={State}/", StringComparison.Ordinal));

    public void Dispose()
    {
        Http.Dispose();
        SignedHttp.Dispose();
    }

    private HttpClient Client(HttpMessageHandler handler) =>
        new(handler) { BaseAddress = new($"http://127.0.0.1:{Port}/"), Timeout = TimeSpan.FromMinutes(1) };
}
