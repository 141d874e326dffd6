using System.Text;
using Amazon.Lambda.Core;

namespace Quickchange.Worker.Tests;

/// <summary>An invocation with a minute left, whose log is kept.</summary>
internal sealed class StubContext : ILambdaContext, ILambdaLogger
{
    private readonly StringBuilder _log = new();

    public string Log => _log.ToString();

    public string AwsRequestId => "request";

    public IClientContext ClientContext => null!;

    public string FunctionName => "worker";

    public string FunctionVersion => "1";

    public ICognitoIdentity Identity => null!;

    public string InvokedFunctionArn => "arn";

    public ILambdaLogger Logger => this;

    public string LogGroupName => "group";

    public string LogStreamName => "stream";

    public int MemoryLimitInMB => 256;

    public TimeSpan RemainingTime { get; init; } = TimeSpan.FromMinutes(1);

    void ILambdaLogger.Log(string message) => LogLine(message);

    public void LogLine(string message)
    {
        lock (_log)
        {
            _log.AppendLine(message);
        }
    }

    void ILambdaLogger.Log(string level, string message, params object[] args) =>
        LogLine($"{level} {message} {string.Join(' ', args)}");
}
