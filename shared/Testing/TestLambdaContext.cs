using Amazon.Lambda.Core;

namespace Quickchange.Testing;

/// <summary>
/// A context for a handler under test. Its members can be set, and have usable defaults. The names are those of AWS's package
/// <see href="https://github.com/aws/aws-lambda-dotnet/tree/master/Libraries/src/Amazon.Lambda.TestUtilities">Amazon.Lambda.TestUtilities</see>.
/// </summary>
public class TestLambdaContext : ILambdaContext
{
    public string AwsRequestId { get; set; } = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    /// <summary>The client context; null, as for a caller without a mobile SDK.</summary>
    public IClientContext ClientContext { get; set; } = null!;

    public string FunctionName { get; set; } = "function";

    public string FunctionVersion { get; set; } = "1";

    /// <summary>The identity; null, as for a caller without a Cognito identity.</summary>
    public ICognitoIdentity Identity { get; set; } = null!;

    public string InvokedFunctionArn { get; set; } = "arn:aws:lambda:us-east-1:123456789012:function:function:live";

    ILambdaLogger ILambdaContext.Logger => Logger;

    /// <summary>Records what the handler logs.</summary>
    public TestLambdaLogger Logger { get; } = new();

    public string LogGroupName { get; set; } = "/aws/lambda/function";

    public string LogStreamName { get; set; } = "2026/03/04/[1]0123456789abcdef0123456789abcdef";

    /// <summary>The memory, in MB.</summary>
    public int MemoryLimitInMB { get; set; } = 256;

    /// <summary>Always one minute, however long the test takes; override it to let time pass.</summary>
    public virtual TimeSpan RemainingTime { get; set; } = TimeSpan.FromMinutes(1);
}
