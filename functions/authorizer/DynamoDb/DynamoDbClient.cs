using System.Text;

namespace Quickchange.Authorizer.DynamoDb;

/// <summary>
/// Calls DynamoDB (<see href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html">low-level
/// API</see>), one call at a time, on a connection that stays open between invocations.
/// </summary>
/// <param name="endpoint">Where DynamoDB is.</param>
/// <param name="signer">Signs the calls.</param>
/// <param name="connect">Creates a connection.</param>
internal sealed class DynamoDbClient(DynamoDbEndpoint endpoint, RequestSigner signer, Func<Connection> connect) : IDisposable
{
    private const int Tries = 3;

    private readonly Connection _connection = connect();

    /// <summary>Connects before the first call, during the initialization, when Lambda gives a function more processor time.</summary>
    public void Connect()
    {
        try
        {
            _connection.Open(endpoint);
        }
        catch (IOException)
        {
            // The first call tries again, and says why if it fails too.
        }
    }

    /// <summary>Makes a call that can be repeated: it only reads.</summary>
    /// <param name="action">The action, such as GetItem.</param>
    /// <param name="body">Its parameters, in JSON.</param>
    /// <returns>The answer, in JSON.</returns>
    /// <exception cref="DynamoDbException">DynamoDB rejected the call, or failed three times.</exception>
    public ReadOnlySpan<byte> Call(string action, ReadOnlySpan<byte> body)
    {
        for (var tried = 1; ; tried++)
        {
            string problem;
            try
            {
                // A connection from an earlier invocation may have been closed; a further try opens a new one.
                var answer = Exchange($"DynamoDB_20120810.{action}", body);
                if (answer.Status == 200)
                {
                    return answer.Body;
                }

                problem = $"{answer.Status} {Encoding.UTF8.GetString(answer.Body)}";
                if (answer.Status < 500 && !IsThrottled(problem))
                {
                    throw new DynamoDbException($"DynamoDB answered {action} with {problem}.");
                }
            }
            catch (IOException broken)
            {
                _connection.Dispose();
                problem = broken.Message;
            }

            if (tried == Tries)
            {
                throw new DynamoDbException($"DynamoDB could not answer {action}, after {Tries} tries: {problem}");
            }

            Thread.Sleep(25 << tried);
        }
    }

    public void Dispose() => _connection.Dispose();

    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
    private static bool IsThrottled(string problem) =>
        problem.Contains("ThrottlingException", StringComparison.Ordinal)
        || problem.Contains("ProvisionedThroughputExceededException", StringComparison.Ordinal)
        || problem.Contains("RequestLimitExceeded", StringComparison.Ordinal);

    private Answer Exchange(string target, ReadOnlySpan<byte> body)
    {
        if (!_connection.IsOpen)
        {
            _connection.Open(endpoint);
        }

        var head = $"POST / HTTP/1.1\n{signer.HeadersOf(endpoint.Authority, target, body)}content-length:{body.Length}\n\n".Replace("\n", "\r\n", StringComparison.Ordinal);
        // In one packet.
        _connection.Send([.. Encoding.ASCII.GetBytes(head), .. body]);
        var answer = Answer.Read(_connection.Receive);
        if (!answer.KeepsAlive)
        {
            _connection.Dispose();
        }

        return answer;
    }
}
