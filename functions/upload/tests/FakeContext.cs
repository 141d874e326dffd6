using Amazon.Lambda.Core;

namespace Quickchange.Upload.Tests;

/// <summary>Says that time suffices a number of times, and then that it does not.</summary>
internal sealed class FakeContext(int rows = int.MaxValue) : ILambdaContext, ILambdaLogger
{
    // The first question is when the invocation ends.
    private int _questions = -1;

    public TimeSpan RemainingTime => TimeSpan.FromSeconds(_questions++ < rows ? 60 : 1);

    public string AwsRequestId => "request";

    public IClientContext ClientContext => null!;

    public string FunctionName => "upload";

    public string FunctionVersion => "1";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "";

    public ILambdaLogger Logger => this;

    public string LogGroupName => "";

    public string LogStreamName => "";

    public int MemoryLimitInMB => 256;

    public List<string> Lines { get; } = [];

    public void Log(string message) => Lines.Add(message);

    public void LogLine(string message) => Lines.Add(message);
}
