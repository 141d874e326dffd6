using System.Text.Json;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// A provisioned function with other settings for one test: a version of its own, to which the alias leads. At the end all
/// is as Terraform has made it.
/// </summary>
internal sealed class Reconfiguration : IAsyncDisposable
{
    private const string Program = """
        import boto3, json, sys
        function, timeout, variables, before = sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]), json.loads(sys.argv[4])
        aws = boto3.client("lambda")
        was = aws.get_function_configuration(FunctionName=function)
        version = aws.get_alias(FunctionName=function, Name="live")["FunctionVersion"]
        now = before or {"timeout": timeout or was["Timeout"], "variables": was["Environment"]["Variables"] | variables}
        aws.update_function_configuration(FunctionName=function, Timeout=now["timeout"], Environment={"Variables": now["variables"]})
        live = before["version"] if before else aws.publish_version(FunctionName=function)["Version"]
        aws.update_alias(FunctionName=function, Name="live", FunctionVersion=live)
        if before:
            aws.delete_function(FunctionName=function, Qualifier=version)
        print(json.dumps({"timeout": was["Timeout"], "variables": was["Environment"]["Variables"], "version": version}))
        """;

    private readonly Cloud _cloud;
    private readonly string _function;
    private readonly string _before;

    private Reconfiguration(Cloud cloud, string function, string before)
    {
        _cloud = cloud;
        _function = function;
        _before = before;
    }

    /// <param name="cloud">Where the function is.</param>
    /// <param name="function">Its name there.</param>
    /// <param name="timeout">Of an invocation, in whole seconds; null to leave it.</param>
    /// <param name="variables">Environment variables beside those that it has.</param>
    public static async Task<Reconfiguration> ApplyAsync(
        Cloud cloud, string function, TimeSpan? timeout, params (string Name, string Value)[] variables) =>
        new(cloud, function, await cloud.PythonAsync(
            Program,
            function,
            JsonSerializer.Serialize(timeout?.TotalSeconds),
            JsonSerializer.Serialize(variables.ToDictionary(static variable => variable.Name, static variable => variable.Value)),
            "null"));

    public async ValueTask DisposeAsync() => await _cloud.PythonAsync(Program, _function, "null", "{}", _before);
}
