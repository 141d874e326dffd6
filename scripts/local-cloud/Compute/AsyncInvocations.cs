namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// Invocations whose caller does not wait: a failed one is tried twice more, after one and after two minutes
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">error handling of
/// asynchronous invocations</see>).
/// </summary>
internal sealed class AsyncInvocations(ComputePlane compute, TimeSpan firstRetry)
{
    private const int Attempts = 3;

    public void Start(string name, string? qualifier, byte[] payload, string? clientContext) =>
        _ = RunAsync(name, qualifier, payload, clientContext);

    private async Task RunAsync(string name, string? qualifier, byte[] payload, string? clientContext)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            try
            {
                var (_, result) = await compute.InvokeAsync(name, qualifier, payload, clientContext);
                if (result.Error is null)
                {
                    return;
                }
            }
            catch (ThrottledException)
            {
                // As good as failed: it is tried again.
            }
            catch (Exception exception)
            {
                await Console.Error.WriteLineAsync($"an asynchronous invocation of {name} was lost: {exception.Message}");
                return;
            }

            if (attempt < Attempts)
            {
                await Task.Delay(firstRetry * attempt);
            }
        }
    }
}
