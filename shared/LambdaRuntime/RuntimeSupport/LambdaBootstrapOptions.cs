#nullable disable annotations // as upstream, so that sources build with both without a new warning

namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>Settings of a program that override Lambda's environment variables.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>The host and port of the Runtime API, instead of AWS_LAMBDA_RUNTIME_API.</summary>
    public string RuntimeApiEndpoint { get; set; }
}
