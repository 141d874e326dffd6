using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Quickchange.Examples;

/// <summary>
/// A stand-in for AWS on a free port of this machine: a bucket with the given objects, tables with the given items, queues that accept all
/// messages, and metrics without data. It records the calls.
/// </summary>
public sealed class AwsStub : IAsyncDisposable
{
    public const string Bucket = "uploads";

    private readonly WebApplication _server;
    private readonly ConcurrentDictionary<string, (string Hash, Func<PipeWriter, Task> Write)> _objects = new();
    private IReadOnlyDictionary<string, string> _items = new Dictionary<string, string>();
    private long _messages;

    private AwsStub(X509Certificate2? certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // Without a change of thread for each request, which would be a part of what the benchmark measures.
        builder.WebHost.UseSockets(static sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        }));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    /// <summary>The value of AWS_ENDPOINT_URL.</summary>
    public string Endpoint => _server.Urls.Single();

    /// <summary>Puts objects into the bucket: keys and contents.</summary>
    public void Put(IReadOnlyDictionary<string, string> objects)
    {
        foreach (var (key, content) in objects)
        {
            var bytes = Encoding.UTF8.GetBytes(content);
            _objects[key] = (Md5(content), async body => await body.WriteAsync(bytes));
        }
    }

    /// <summary>Puts an object into the bucket that is generated while it is read, and stored nowhere.</summary>
    public void Put(string key, Func<PipeWriter, Task> write) => _objects[key] = (Md5(key), write);

    /// <summary>Replaces all items: the values of their key, id, and the items in JSON, as GetItem returns them.</summary>
    public void PutItems(IReadOnlyDictionary<string, string> items) => _items = items;

    /// <summary>The calls so far, such as <c>DynamoDB PutItem</c> or <c>S3 GET inbox/orders.csv</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    /// <summary>How many messages have been sent so far.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <param name="certificate">The certificate with its private key, for TLS; null for plain HTTP.</param>
    public static async Task<AwsStub> StartAsync(X509Certificate2? certificate = null)
    {
        var stub = new AwsStub(certificate);
        await stub._server.StartAsync();
        return stub;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        // As in DynamoDB_20120810.PutItem and AmazonSQS.SendMessageBatch.
        if (request.Headers["X-Amz-Target"].ToString().Split('.') is [var service, var action])
        {
            Calls.Enqueue($"{(service == "AmazonSQS" ? "SQS" : "DynamoDB")} {action}");
            return service == "AmazonSQS" ? TakeMessagesAsync(request, response)
                : action == "GetItem" ? GiveItemAsync(request, response)
                : JsonAsync(response, action == "Query" ? NoItems() : []);
        }

        if (request.Path == "/")
        {
            return MeasureAsync(request, response);
        }

        var key = request.Path.Value![$"/{Bucket}/".Length..];
        Calls.Enqueue($"S3 {request.Method} {key}");
        return request.Method == HttpMethod.Get.Method ? GiveObjectAsync(key, response) : TakeObjectAsync(request, response);
    }

    private async Task MeasureAsync(HttpRequest request, HttpResponse response)
    {
        var form = await request.ReadFormAsync();
        Calls.Enqueue($"CloudWatch {form["Action"]}");
        response.ContentType = "text/xml";
        await response.WriteAsync("""
            <GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Datapoints/></GetMetricStatisticsResult></GetMetricStatisticsResponse>
            """);
    }

    private async Task GiveItemAsync(HttpRequest request, HttpResponse response)
    {
        var id = (string)(await JsonNode.ParseAsync(request.Body))!["Key"]!["id"]!["S"]!;
        await JsonAsync(response, _items.TryGetValue(id, out var item) ? new() { ["Item"] = JsonNode.Parse(item) } : []);
    }

    private async Task GiveObjectAsync(string key, HttpResponse response)
    {
        if (_objects.TryGetValue(key, out var found))
        {
            response.Headers.ETag = $"\"{found.Hash}\"";
            await found.Write(response.BodyWriter);
            return;
        }

        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentType = "application/xml";
        await response.WriteAsync("<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
    }

    private static async Task TakeObjectAsync(HttpRequest request, HttpResponse response)
    {
        await request.Body.CopyToAsync(Stream.Null);
        response.StatusCode = request.Method == HttpMethod.Delete.Method ? StatusCodes.Status204NoContent : StatusCodes.Status200OK;
        response.Headers.ETag = $"\"{Md5("")}\"";
    }

    private async Task TakeMessagesAsync(HttpRequest request, HttpResponse response)
    {
        var entries = (await JsonNode.ParseAsync(request.Body))!["Entries"]!.AsArray();
        Interlocked.Add(ref _messages, entries.Count);
        var taken = entries.Select(static entry => new JsonObject
        {
            ["Id"] = (string)entry!["Id"]!,
            ["MessageId"] = "b7f2c1a0-0000-4000-8000-000000000000",
            ["MD5OfMessageBody"] = Md5((string)entry["MessageBody"]!),
        });
        await JsonAsync(response, new() { ["Successful"] = new JsonArray([.. taken]) });
    }

#pragma warning disable CA5351 // S3's and SQS's own checksum.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static JsonObject NoItems() => new() { ["Items"] = new JsonArray(), ["Count"] = 0, ["ScannedCount"] = 0 };

    private static Task JsonAsync(HttpResponse response, JsonObject content)
    {
        response.ContentType = "application/x-amz-json-1.0";
        return response.WriteAsync(content.ToJsonString());
    }
}
