using System.Text;
using System.Text.Json;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>An example that is sent repeatedly. An answer that was verified once isn't verified again.</summary>
internal sealed class AskedExample(FunctionExample example)
{
    private readonly HashSet<string> _right = [];

    public byte[] Event { get; } = Encoding.UTF8.GetBytes(example.Event);

    public Action<AwsStub> Prepare => example.Prepare;

    /// <exception cref="BenchmarkException">The answer or the AWS calls differ from the example.</exception>
    public void Check(string contestant, ReadOnlyMemory<byte> answer, IReadOnlyCollection<string> calls)
    {
        var text = Encoding.UTF8.GetString(answer.Span);
        var made = string.Join('\n', calls);
        if (_right.Contains(text + made))
        {
            return;
        }

        if (ProblemOf(text, calls) is { } problem)
        {
            throw new BenchmarkException($"{contestant} answers the example '{example.Name}' wrongly. {problem}");
        }

        // Answers that differ each time aren't kept.
        if (_right.Count < 16)
        {
            _right.Add(text + made);
        }
    }

    private string? ProblemOf(string answer, IReadOnlyCollection<string> calls)
    {
        try
        {
            return example.ProblemOf(answer, calls);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return $"It is not a valid response of a function with routes ({exception.Message}): {answer}";
        }
    }
}
