using System.Globalization;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The environment variables of a function's process: Lambda's own
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">
/// defined runtime environment variables</see>) and the function's; none of the user's shell.
/// </summary>
internal static class EnvironmentVariables
{
    /// <summary>The address of the Runtime API.</summary>
    public const string RuntimeApi = "AWS_LAMBDA_RUNTIME_API";

    // What describes the machine and the unpacked zip. A process that the user starts has the user's.
    private static readonly string[] OfThePlace = ["LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT", "LANG", "LD_LIBRARY_PATH", "PATH"];

    public static string RuntimeApiAt(int port) => $"127.0.0.1:{port}";

    /// <summary>The variables for a process that the user starts.</summary>
    public static Dictionary<string, string> ForOwnProcess(
        FunctionVersion function, string runtimeApi, string stream, Credentials credentials, Uri aws)
    {
        var variables = For(function, "", runtimeApi, stream, credentials, aws);
        foreach (var name in OfThePlace.Except(function.Variables.Keys))
        {
            variables.Remove(name);
        }

        return variables;
    }

    public static Dictionary<string, string> For(
        FunctionVersion function, string folder, string runtimeApi, string stream, Credentials credentials, Uri aws)
    {
        var variables = new Dictionary<string, string>(function.Variables)
        {
            ["_HANDLER"] = function.Handler,
            ["AWS_ACCESS_KEY_ID"] = credentials.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = credentials.SecretAccessKey,
            ["AWS_SESSION_TOKEN"] = credentials.SessionToken,
            ["AWS_DEFAULT_REGION"] = AwsClient.Region,
            ["AWS_REGION"] = AwsClient.Region,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = function.Memory.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_FUNCTION_NAME"] = function.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = function.Version,
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_FORMAT"] = function.LogFormat,
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = function.LogGroup,
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = stream,
            [RuntimeApi] = runtimeApi,
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["LAMBDA_TASK_ROOT"] = folder,
            ["LANG"] = "en_US.UTF-8",
            ["LD_LIBRARY_PATH"] = $"{folder}:{folder}/lib",
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["TZ"] = ":UTC",
        };
        // Not one of Lambda's own: a function that sets it uses a different endpoint instead of the emulator.
        variables.TryAdd("AWS_ENDPOINT_URL", aws.ToString().TrimEnd('/'));
        if (function.LogLevel is { } level)
        {
            variables["AWS_LAMBDA_LOG_LEVEL"] = level;
        }

        return variables;
    }
}
