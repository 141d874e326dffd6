using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Quickchange.Testing;

/// <summary>Stands in a client of AWS's SDK where it would send a request.</summary>
/// <param name="failure">What a request fails with; null if it does not.</param>
/// <param name="answer">What a request is answered with; null if the fake does not know it.</param>
internal sealed class FakeCall(
    Func<AmazonWebServiceRequest, Exception?> failure, Func<AmazonWebServiceRequest, AmazonWebServiceResponse?> answer) : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        var call = executionContext.RequestContext;
        // As over a network, what runs beside it goes on.
        await Task.Yield();
        call.CancellationToken.ThrowIfCancellationRequested();
        return failure(call.OriginalRequest) is { } exception ? throw exception
            : (T)(answer(call.OriginalRequest) ?? throw Unknown(call.RequestName));
    }

    /// <summary>The fake does not know something, which is better than an answer that AWS would not give.</summary>
    public static NotSupportedException Unknown(string what) =>
        new($"The fake does not know '{what}'. Test it against the local cloud (scripts/up).");
}
