namespace Quickchange.Examples;

/// <summary>The environment variables of a function's process: exactly those that Lambda and terraform/permissions.tf set.</summary>
public static class FunctionVariables
{
    /// <param name="functions">The functions of the checkout.</param>
    /// <param name="function">The function's name.</param>
    /// <param name="folder">The folder with the unpacked zip.</param>
    /// <param name="runtimeApi">The address and port of the Runtime API.</param>
    /// <param name="aws">The stand-in for AWS.</param>
    public static Dictionary<string, string> Of(
        BuiltFunctions functions, string function, string folder, string runtimeApi, string aws)
    {
        var descriptor = functions.Descriptor(function);
        var variables = new Dictionary<string, string>
        {
            ["_HANDLER"] = "bootstrap",
            ["_X_AMZN_TRACE_ID"] = "Root=1-69a7be3f-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=0",
            ["AWS_ACCESS_KEY_ID"] = "test",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_ENDPOINT_URL"] = aws,
            ["AWS_EXECUTION_ENV"] = "AWS_Lambda_provided.al2023",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = descriptor["memory_mb"]!.ToJsonString(),
            ["AWS_LAMBDA_FUNCTION_NAME"] = $"{Repository.Name}-test-{function}",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "1",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{Repository.Name}-test-{function}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = "2026/03/04/[1]0123456789abcdef0123456789abcdef",
            ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
            ["AWS_REGION"] = "us-east-1",
            ["AWS_SECRET_ACCESS_KEY"] = "test",
            ["AWS_SESSION_TOKEN"] = "test",
            ["FILES_TABLE"] = "files",
            ["KEYS_TABLE"] = "keys",
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["LAMBDA_TASK_ROOT"] = folder,
            ["LANG"] = "en_US.UTF-8",
            ["LD_LIBRARY_PATH"] = $"{folder}:{folder}/lib",
            ["PATH"] = "/usr/local/bin:/usr/bin:/bin",
            ["RESULTS_TABLE"] = "results",
            ["TZ"] = ":UTC",
            ["UPLOADS_BUCKET"] = AwsStub.Bucket,
        };
        foreach (var queue in functions.Names.Select(each => (string?)functions.Descriptor(each)["queue"]?["name"]).OfType<string>())
        {
            variables[$"{queue.ToUpperInvariant().Replace('-', '_')}_QUEUE"] = $"{aws}/{queue}";
        }

        foreach (var (name, value) in descriptor["environment"]?.AsObject() ?? [])
        {
            variables[name] = (string)value!;
        }

        return variables;
    }
}
