using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;

namespace Quickchange.Examples;

/// <summary>
/// A stand-in for AWS on a free port of this machine: a bucket with the given objects, tables with the given items, queues that accept all
/// messages, and metrics without data. It records the calls.
/// </summary>
public sealed class AwsStub : IDisposable
{
    public const string Bucket = "uploads";

    private readonly StubServer _server;
    private readonly ConcurrentDictionary<string, (string Hash, Func<PipeWriter, Task> Write)> _objects = new();
    private IReadOnlyDictionary<string, string> _items = new Dictionary<string, string>();
    private long _messages;

    /// <param name="certificate">The certificate with its private key, for TLS; null for plain HTTP.</param>
    public AwsStub(X509Certificate2? certificate = null) => _server = new(certificate, Answer);

    /// <summary>The value of AWS_ENDPOINT_URL.</summary>
    public string Endpoint => _server.Url;

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

    public void Dispose() => _server.Dispose();

    private void Answer(StubExchange exchange)
    {
        // As in DynamoDB_20120810.PutItem and AmazonSQS.SendMessageBatch.
        if (exchange.HeaderOf("x-amz-target")?.Split('.') is [var service, var action])
        {
            Calls.Enqueue($"{(service == "AmazonSQS" ? "SQS" : "DynamoDB")} {action}");
            Json(exchange, service == "AmazonSQS" ? TakeMessages(exchange)
                : action == "GetItem" ? GiveItem(exchange)
                : action == "Query" ? """{"Items":[],"Count":0,"ScannedCount":0}"""
                : "{}");
        }
        else if (exchange.Path == "/")
        {
            Measure(exchange);
        }
        else
        {
            var key = exchange.Path[$"/{Bucket}/".Length..];
            Calls.Enqueue($"S3 {exchange.Method} {key}");
            if (exchange.Method == "GET")
            {
                GiveObject(exchange, key);
            }
            else
            {
                exchange.Respond(exchange.Method == "DELETE" ? "204 No Content" : "200 OK", $"ETag: \"{Md5("")}\"\r\n");
            }
        }
    }

    private void Measure(StubExchange exchange)
    {
        Calls.Enqueue($"CloudWatch {HttpUtility.ParseQueryString(Encoding.UTF8.GetString(exchange.Body.Span))["Action"]}");
        exchange.Respond("200 OK", "Content-Type: text/xml\r\n", """
            <GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Datapoints/></GetMetricStatisticsResult></GetMetricStatisticsResponse>
            """);
    }

    private string GiveItem(StubExchange exchange)
    {
        using var call = JsonDocument.Parse(exchange.Body);
        var id = call.RootElement.GetProperty("Key").GetProperty("id").GetProperty("S").GetString()!;
        return _items.TryGetValue(id, out var item) ? $$"""{"Item":{{item}}}""" : "{}";
    }

    private void GiveObject(StubExchange exchange, string key)
    {
        if (!_objects.TryGetValue(key, out var found))
        {
            exchange.Respond(
                "404 Not Found", "Content-Type: application/xml\r\n",
                "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>");
            return;
        }

        using var body = exchange.Begin("200 OK", $"ETag: \"{found.Hash}\"\r\n");
        var writer = PipeWriter.Create(body, new(leaveOpen: true));
        found.Write(writer).GetAwaiter().GetResult();
        writer.Complete();
    }

    private string TakeMessages(StubExchange exchange)
    {
        var entries = JsonNode.Parse(exchange.Body.Span)!["Entries"]!.AsArray();
        Interlocked.Add(ref _messages, entries.Count);
        var taken = entries.Select(static entry => new JsonObject
        {
            ["Id"] = (string)entry!["Id"]!,
            ["MessageId"] = "b7f2c1a0-0000-4000-8000-000000000000",
            ["MD5OfMessageBody"] = Md5((string)entry["MessageBody"]!),
        });
        return new JsonObject { ["Successful"] = new JsonArray([.. taken]) }.ToJsonString();
    }

    private static void Json(StubExchange exchange, string content) =>
        exchange.Respond("200 OK", "Content-Type: application/x-amz-json-1.0\r\n", content);

#pragma warning disable CA5351 // S3's and SQS's own checksum.
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
