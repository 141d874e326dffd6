using System.Collections.Concurrent;
using System.Text;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Asynchronous invocations
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">error handling of
/// asynchronous invocations</see>): after an error in the function, an event is retried twice, after one minute and after two
/// minutes; while the function is throttled, or the cloud itself fails, it is retried until it is six hours old. A function can be
/// configured for less. Then the event, or a record of it, goes to the function's configured destination. Events are kept in
/// memory, and are lost when the cloud ends.
/// </summary>
internal sealed class AsyncInvocations : IDisposable
{
    private readonly ComputePlane _compute;
    private readonly Functions _functions;
    private readonly QueueSender _queues;
    private readonly ComputeSettings _settings;
    private readonly ConcurrentDictionary<string, AsyncEvent> _waiting = new();
    private readonly CancellationTokenSource _stopping = new();

    // Events arrive until the very end, but a disposed source no longer returns its token.
    private readonly CancellationToken _stopped;

    public AsyncInvocations(ComputePlane compute, Functions functions, QueueSender queues, ComputeSettings settings)
    {
        _compute = compute;
        _functions = functions;
        _queues = queues;
        _settings = settings;
        _stopped = _stopping.Token;
    }

    /// <summary>Accepts an event.</summary>
    /// <param name="name">The function's name or ARN.</param>
    /// <param name="qualifier">A separate qualifier; null for none.</param>
    /// <param name="payload">The event: JSON.</param>
    /// <param name="traceId">The caller's tracing header; null for none.</param>
    /// <returns>The request ID of all tries.</returns>
    /// <exception cref="FunctionNotFoundException">The function or the qualifier doesn't exist.</exception>
    /// <exception cref="QualifierMismatchException">The name contains a different qualifier.</exception>
    /// <exception cref="OperationCanceledException">The cloud is stopping.</exception>
    public async Task<string> StartAsync(string name, string? qualifier, byte[] payload, string? traceId)
    {
        var accepted = new AsyncEvent(FunctionName.Parse(name, qualifier), payload, traceId);
        await _functions.ResolveAsync(accepted.Function);
        // In this order, so that an event that isn't tracked when the cloud ends is rejected.
        _waiting[accepted.RequestId] = accepted;
        _stopped.ThrowIfCancellationRequested();
        _ = RunAsync(accepted);
        return accepted.RequestId;
    }

    /// <summary>The number of events that are being handled or wait for a retry, for each function that has some.</summary>
    public IReadOnlyDictionary<string, int> Waiting() => _waiting.Values.CountBy(accepted => accepted.Function.Name).ToDictionary();

    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
        {
            return;
        }

        _stopping.Cancel();
        _stopping.Dispose();
        var ending = Waiting().Select(count => $"{count.Value} for {count.Key}").Order().ToArray();
        if (ending.Length > 0)
        {
            Console.Error.WriteLine($"Asynchronous events are lost because the cloud ends or is reset: {string.Join(", ", ending)}");
        }
    }

    private async Task RunAsync(AsyncEvent accepted)
    {
        try
        {
            await FinishAsync(await new AsyncTries(accepted, _compute, _functions, _settings).RunAsync(_stopped));
        }
        catch (Exception) when (_stopped.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync($"An event for {accepted.Function.Name} was lost: {exception.Message}");
        }

        _waiting.TryRemove(accepted.RequestId, out _);
    }

    private async Task FinishAsync(AsyncOutcome outcome)
    {
        var name = outcome.Event.Function;
        var config = await _functions.EventInvokeConfigAsync(name);
        var deadLetters = (await _functions.ResolveAsync(name)).DeadLetterTarget;
        var destination = outcome.Succeeded ? config.OnSuccess : config.OnFailure;
        var isKept = destination is not null && await SendRecordAsync(destination, outcome);
        if (outcome.Succeeded)
        {
            return;
        }

        isKept |= deadLetters is not null && await SendDeadLetterAsync(deadLetters, outcome);
        if (!isKept)
        {
            await Console.Error.WriteLineAsync(
                $"An event for {name.Name} was lost, {outcome.Condition} after {outcome.Tries} tries: {outcome.ErrorMessage}");
        }
    }

    private Task<bool> SendRecordAsync(string destination, AsyncOutcome outcome) => SendAsync(destination, outcome, async () =>
    {
        if (QueueArn.IsQueue(destination))
        {
            await _queues.SendAsync(destination, outcome.ToRecord());
        }
        else if (FunctionName.IsFunction(destination))
        {
            await StartAsync(destination, null, Encoding.UTF8.GetBytes(outcome.ToRecord()), outcome.Event.TraceId);
        }
        else
        {
            throw new NotSupportedException("the local cloud supports only queues and functions.");
        }
    });

    private Task<bool> SendDeadLetterAsync(string target, AsyncOutcome outcome) => SendAsync(target, outcome, () =>
        QueueArn.IsQueue(target)
            ? _queues.SendAsync(target, Encoding.UTF8.GetString(outcome.Event.Payload), outcome.ToDeadLetterAttributes())
            : throw new NotSupportedException("the local cloud supports only queues."));

    // The permissions of the function's role are not checked.
    private static async Task<bool> SendAsync(string target, AsyncOutcome outcome, Func<Task> send)
    {
        try
        {
            await send();
            return true;
        }
        catch (Exception exception)
        {
            await Console.Error.WriteLineAsync(
                $"The result of an event for {outcome.Event.Function.Name} could not be sent to {target}: {exception.Message}");
            return false;
        }
    }
}
