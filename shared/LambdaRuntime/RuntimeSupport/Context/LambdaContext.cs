using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Api;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>The context of one invocation.</summary>
internal sealed class LambdaContext : ILambdaContext
{
    private readonly RuntimeEnvironment _environment;
    private readonly DateTime _deadline;

    /// <exception cref="FormatException">A header is malformed.</exception>
    public LambdaContext(InvocationHeaders headers, RuntimeEnvironment environment, ILambdaLogger logger)
    {
        _environment = environment;
        Logger = logger;
        AwsRequestId = headers.RequestId!;
        InvokedFunctionArn = headers.FunctionArn ?? "";
        TraceId = headers.TraceId ?? "";
        TenantId = headers.TenantId ?? "";
        _deadline = headers.Deadline?.UtcDateTime ?? throw new FormatException(
            $"The Runtime API's header Lambda-Runtime-Deadline-Ms must be milliseconds since 1970, but is '{headers.MalformedDeadline}'.");
        ClientContext = Context.ClientContext.Parse(headers.ClientContext)!;
        Identity = CognitoIdentity.Parse(headers.CognitoIdentity)!;
    }

    public string AwsRequestId { get; }

    public IClientContext ClientContext { get; }

    public string FunctionName => _environment.FunctionName;

    public string FunctionVersion => _environment.FunctionVersion;

    public ICognitoIdentity Identity { get; }

    public string InvokedFunctionArn { get; }

    public ILambdaLogger Logger { get; }

    public string LogGroupName => _environment.LogGroupName;

    public string LogStreamName => _environment.LogStreamName;

    public int MemoryLimitInMB => _environment.MemoryMB;

    public TimeSpan RemainingTime
    {
        get
        {
            var left = _deadline - DateTime.UtcNow;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public string TenantId { get; }

    public string TraceId { get; }

    public ILambdaSerializer Serializer { get; set; } = null!;
}
