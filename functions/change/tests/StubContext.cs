using Amazon.Lambda.Core;

namespace Quickchange.Change.Tests;

/// <summary>An invocation of the function as its descriptor has it.</summary>
internal sealed class StubContext : ILambdaContext
{
    public int MemoryLimitInMB { get; init; } = 256;

    public TimeSpan RemainingTime { get; init; } = TimeSpan.FromMilliseconds(9_990);

    public string AwsRequestId => "request";

    public IClientContext ClientContext => null!;

    public string FunctionName => "change";

    public string FunctionVersion => "1";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn";

    public ILambdaLogger Logger => null!;

    public string LogGroupName => "group";

    public string LogStreamName => "stream";
}
