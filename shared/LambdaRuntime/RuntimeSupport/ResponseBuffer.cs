using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The stream and the writer that a loop reuses for the responses that the runtime writes itself. Handlers never see them.
/// </summary>
internal sealed class ResponseBuffer : IDisposable
{
    // Larger buffers are released.
    private const int LargestKept = 1 << 20;

    private MemoryStream _stream;
    private InvocationResponse _response;
    private Task<InvocationResponse> _task;
    private AbstractLambdaJsonSerializer? _serializer;
    private Utf8JsonWriter? _writer;

    public ResponseBuffer() => Renew();

    /// <summary>Writes a response, which is valid until the next one is written.</summary>
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
            // It contains everything that was written before.
            _writer = null;
            throw;
        }

        if (_stream.Length > LargestKept / 8)
        {
            // A writer keeps several times as much memory as it has written.
            _writer = null;
        }

        _stream.Position = 0;
        return _response;
    }

    /// <summary>A completed task with a response, of this buffer or another one.</summary>
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
