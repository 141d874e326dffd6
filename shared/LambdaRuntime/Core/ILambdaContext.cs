#nullable disable annotations // as upstream, so that sources build on either without a new warning

namespace Amazon.Lambda.Core;

/// <summary>
/// What the function can learn about itself and the invocation
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/csharp-context.html">Lambda context object</see>).
/// </summary>
public interface ILambdaContext
{
    string AwsRequestId { get; }

    /// <summary>What a caller on a mobile SDK sent along; null if none did.</summary>
    IClientContext ClientContext { get; }

    string FunctionName { get; }

    string FunctionVersion { get; }

    /// <summary>The Cognito identity of the caller; null if there is none.</summary>
    ICognitoIdentity Identity { get; }

    /// <summary>The ARN that was invoked: it says whether a version or an alias was asked for.</summary>
    string InvokedFunctionArn { get; }

    ILambdaLogger Logger { get; }

    string LogGroupName { get; }

    string LogStreamName { get; }

    /// <summary>The memory of the function, in MB.</summary>
    int MemoryLimitInMB { get; }

    /// <summary>Until Lambda ends the invocation; zero once the deadline has passed.</summary>
    TimeSpan RemainingTime { get; }

    /// <summary>The tenant of an invocation with tenant isolation; else empty.</summary>
    string TenantId => string.Empty;

    /// <summary>The X-Ray trace header of the invocation; empty if it is not traced.</summary>
    string TraceId => string.Empty;

    /// <summary>The serializer of the handler; null for a handler of streams.</summary>
    ILambdaSerializer Serializer => null;
}
