using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// All that the function upload calls for one file: the Runtime API, which gives it one event, S3, which makes the file's
/// rows as they are read, SQS, which counts them, and DynamoDB. It keeps none of the rows, and listens on free ports of
/// this machine.
/// </summary>
internal sealed class UploadStub : IAsyncDisposable
{
    private const string Event = """
        {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"uploads"},"object":{"key":"inbox/orders.csv","eTag":"0123456789abcdef0123456789abcdef"}}}]}
        """;

    private readonly int _rows;
    private readonly WebApplication _server;
    private readonly RuntimeStub _runtime;
    private long _fileLength;
    private long _rowsSent;

    private UploadStub(int rows, RuntimeStub runtime)
    {
        _rows = rows;
        _runtime = runtime;
        Answered = runtime.InvokeAsync(Event);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>The end of the invocation; faulted if the function reports an error.</summary>
    public Task Answered { get; }

    /// <summary>In bytes, once the file is read.</summary>
    public long FileLength => _fileLength;

    public long RowsSent => Interlocked.Read(ref _rowsSent);

    /// <summary>What the function's process needs.</summary>
    public Dictionary<string, string?> Environment
    {
        get
        {
            var url = _server.Urls.Single();
            return new()
            {
                ["AWS_LAMBDA_RUNTIME_API"] = _runtime.Address,
                ["AWS_LAMBDA_FUNCTION_NAME"] = "upload",
                ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "256",
                ["AWS_ENDPOINT_URL"] = url,
                ["AWS_REGION"] = "us-east-1",
                ["AWS_ACCESS_KEY_ID"] = "test",
                ["AWS_SECRET_ACCESS_KEY"] = "test",
                ["CHANGE_REQUESTS_QUEUE"] = $"{url}/change-requests",
                ["UPLOAD_CONTINUATIONS_QUEUE"] = $"{url}/upload-continuations",
                ["FILES_TABLE"] = "files",
            };
        }
    }

    public static async Task<UploadStub> StartAsync(int rows)
    {
        var stub = new UploadStub(rows, await RuntimeStub.StartAsync());
        await stub._server.StartAsync();
        return stub;
    }

    public async ValueTask DisposeAsync()
    {
        await _runtime.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var action = context.Request.Headers["X-Amz-Target"].ToString();
        return path switch
        {
            _ when action.EndsWith(".SendMessageBatch", StringComparison.Ordinal) => TakeRowsAsync(context),
            _ when action.EndsWith(".UpdateItem", StringComparison.Ordinal) => context.Response.WriteAsync("{}"),
            "/uploads/inbox/orders.csv" => GiveFileAsync(context.Response),
            // Of an earlier file of the same name there is no list of rejected rows to delete.
            _ when context.Request.Method == HttpMethod.Delete.Method => NoContentAsync(context.Response),
            _ => throw new NotSupportedException($"{context.Request.Method} {path} {action}"),
        };
    }

    private async Task GiveFileAsync(HttpResponse response)
    {
        response.Headers.ETag = "\"0123456789abcdef0123456789abcdef\"";
        await WriteAsync(response, "id,amount,currency\r\n");
        for (var row = 0; row < _rows; row++)
        {
            await WriteAsync(response, string.Create(
                CultureInfo.InvariantCulture, $"an-id-of-a-row-that-is-as-long-as-some-are-{row:000000000},{row % 10_000}.{row % 100:00},USD\r\n"));
        }
    }

    private async ValueTask WriteAsync(HttpResponse response, string text)
    {
        _fileLength += Encoding.UTF8.GetBytes(text, response.BodyWriter);
        if (response.BodyWriter.UnflushedBytes > 64 * 1024)
        {
            await response.BodyWriter.FlushAsync();
        }
    }

    private async Task TakeRowsAsync(HttpContext context)
    {
        var entries = (await JsonNode.ParseAsync(context.Request.Body))!["Entries"]!.AsArray();
        Interlocked.Add(ref _rowsSent, entries.Count);
#pragma warning disable CA5351 // SQS's own checksum.
        var taken = entries.Select(static entry => new JsonObject
        {
            ["Id"] = (string)entry!["Id"]!,
            ["MessageId"] = "b7f2c1a0-0000-4000-8000-000000000000",
            ["MD5OfMessageBody"] = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes((string)entry["MessageBody"]!))),
        });
#pragma warning restore CA5351
        context.Response.ContentType = "application/x-amz-json-1.0";
        await context.Response.WriteAsync(new JsonObject { ["Successful"] = new JsonArray([.. taken]) }.ToJsonString());
    }

    private static Task NoContentAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
