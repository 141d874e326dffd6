using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Quickchange.Testing;

/// <summary>Replaces the part of an AWS SDK client that sends requests.</summary>
/// <param name="failure">Returns the exception for a request; null if it doesn't fail.</param>
/// <param name="answer">Returns the response to a request; null if the fake doesn't support it.</param>
internal sealed class FakeCall(
    Func<AmazonWebServiceRequest, Exception?> failure, Func<AmazonWebServiceRequest, AmazonWebServiceResponse?> answer) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        // As over a network, other tasks continue.
        await Task.Yield();
        call.CancellationToken.ThrowIfCancellationRequested();
        return failure(call.OriginalRequest) is { } exception ? throw exception
            : (T)(answer(call.OriginalRequest) ?? throw Unknown(call.RequestName));
    }

    /// <summary>The fake doesn't support something, which is better than a response that AWS wouldn't send.</summary>
    public static NotSupportedException Unknown(string what) =>
        new($"The fake doesn't support '{what}'. Test it with the local cloud (scripts/up).");
}
