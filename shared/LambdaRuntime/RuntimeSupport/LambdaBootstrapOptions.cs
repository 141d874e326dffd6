#nullable disable annotations // as upstream, so that sources build on either without a new warning

namespace Amazon.Lambda.RuntimeSupport.Bootstrap;

/// <summary>What a program may set beside what Lambda's environment says.</summary>
public class LambdaBootstrapOptions
{
    /// <summary>Host and port of the Runtime API, instead of AWS_LAMBDA_RUNTIME_API.</summary>
    public string RuntimeApiEndpoint { get; set; }
}
