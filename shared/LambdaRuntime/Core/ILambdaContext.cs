#nullable disable annotations // as upstream, so that sources build with both without a new warning

namespace Amazon.Lambda.Core;

/// <summary>
/// Information about the function and the invocation
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html">Lambda context object</see>).
/// </summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    /// <summary>The client context from a mobile SDK; null if there is none.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>The Cognito identity of the caller; null if there is none.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN that was invoked, including the version or alias, if any.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    /// <summary>The memory of the function, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>The time until Lambda ends the invocation; zero after the deadline.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of an invocation with tenant isolation; otherwise empty.</summary>
    string TenantId => string.Empty;

    /// <summary>The X-Ray trace header of the invocation; empty if it is not traced.</summary>
    string TraceId => string.Empty;

    /// <summary>The serializer of the handler; null for a handler of streams.</summary>
    ILambdaSerializer Serializer => null;
}
