using System.Globalization;
using Amazon.Lambda.RuntimeSupport.Api;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Lambda's environment variables for a function
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime">
/// defined runtime environment variables</see>).
/// </summary>
internal sealed class RuntimeEnvironment(Func<string, string?> read)
{
    public string FunctionName { get; } = read("AWS_LAMBDA_FUNCTION_NAME") ?? "";

    public string FunctionVersion { get; } = read("AWS_LAMBDA_FUNCTION_VERSION") ?? "";

    public string LogGroupName { get; } = read("AWS_LAMBDA_LOG_GROUP_NAME") ?? "";

    public string LogStreamName { get; } = read("AWS_LAMBDA_LOG_STREAM_NAME") ?? "";

    /// <summary>The memory in MB; 0 if it is unknown.</summary>
    public int MemoryMB { get; } = Number(read("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"), 0);

    /// <summary>The number of concurrent invocations in one environment; 1 except on Lambda Managed Instances.</summary>
    public int MaxConcurrency { get; } = Math.Max(1, Number(read("AWS_LAMBDA_MAX_CONCURRENCY"), 1));

    public bool LogsJson { get; } = string.Equals(read("AWS_LAMBDA_LOG_FORMAT"), "JSON", StringComparison.OrdinalIgnoreCase);

    public string? LogLevel { get; } = read("AWS_LAMBDA_LOG_LEVEL");

    /// <exception cref="RuntimeApiException">The variable is missing or malformed.</exception>
    public Endpoint Endpoint => Endpoint.Parse(read(Endpoint.Variable));

    private static int Number(string? text, int otherwise) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
