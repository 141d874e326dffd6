using Amazon.Lambda.Core;

namespace Quickchange.Hello;

/// <summary>What a function knows about its invocation.</summary>
/// <param name="Function">The function's name.</param>
/// <param name="Version">The version that runs.</param>
/// <param name="RequestId">The request ID of the invocation, as in the logs.</param>
/// <param name="MemoryMb">The configured memory.</param>
/// <param name="RemainingMs">The time left before the timeout.</param>
internal sealed record HelloAnswer(string Function, string Version, string RequestId, int MemoryMb, long RemainingMs)
{
    public static HelloAnswer Of(ILambdaContext context) => new(
        context.FunctionName, context.FunctionVersion, context.AwsRequestId, context.MemoryLimitInMB,
        (long)context.RemainingTime.TotalMilliseconds);
}
