using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// What a loop keeps from one response to the next: the stream and the writer of those that the runtime writes itself.
/// No handler sees them.
/// </summary>
internal sealed class ResponseBuffer : IDisposable
{
    // Beyond this much, memory goes back.
    private const int LargestKept = 1 << 20;

    private MemoryStream _stream;
    private InvocationResponse _response;
    private Task<InvocationResponse> _task;
    private AbstractLambdaJsonSerializer? _serializer;
    private Utf8JsonWriter? _writer;

    public ResponseBuffer() => Renew();

    /// <summary>Writes a response, which is valid until the next is written.</summary>
    /// <exception cref="JsonSerializerException">The value could not be written.</exception>
    public InvocationResponse Write<T>(T output, AbstractLambdaJsonSerializer serializer)
    {
        if (_stream.Capacity > LargestKept)
        {
            Renew();
        }

        _stream.SetLength(0);
        if (_writer is null || serializer != _serializer)
        {
            _serializer = serializer;
            _writer = serializer.CreateWriter(_stream);
        }
        else
        {
            _writer.Reset(_stream);
        }

        try
        {
            serializer.Serialize(output, _writer);
        }
        catch
        {
            // It holds all that was written until then.
            _writer = null;
            throw;
        }

        if (_stream.Length > LargestKept / 8)
        {
            // A writer keeps room for several times what it wrote.
            _writer = null;
        }

        _stream.Position = 0;
        return _response;
    }

    /// <summary>A finished task with a response, be it this one's or another.</summary>
    public Task<InvocationResponse> TaskOf(InvocationResponse response) =>
        response == _response ? _task : Task.FromResult(response);

    public void Dispose()
    {
        _writer?.Dispose();
        _stream.Dispose();
    }

    [MemberNotNull(nameof(_stream), nameof(_response), nameof(_task))]
    private void Renew()
    {
        _stream = new(512);
        _response = new(_stream, false);
        _task = Task.FromResult(_response);
        _writer = null;
    }
}
