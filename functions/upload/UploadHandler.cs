using System.Net;
using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;

namespace Quickchange.Upload;

/// <summary>
/// Takes an uploaded file from the notification of S3, or goes on with one from a message of the queue
/// upload-continuations.
/// </summary>
internal sealed class UploadHandler(FileImport import)
{
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        var records = (await JsonSerializer.DeserializeAsync(input, UploadJsonContext.Default.UploadEvent)
            ?? throw new JsonException("The event is null.")).Records;
        var failures = new List<SQSBatchResponse.BatchItemFailure>();
        foreach (var record in records)
        {
            switch (record)
            {
                case { EventSource: "aws:s3", S3: { } s3 }:
                    var file = s3.Object;
                    await import.RunAsync(
                        FileProgress.Start(s3.Bucket.Name, WebUtility.UrlDecode(file.Key), file.VersionId, file.ETag), context);
                    break;
                case { EventSource: "aws:sqs", MessageId: { } id, Body: { } body }:
                    if (!await TryContinueAsync(id, body, context))
                    {
                        failures.Add(new() { ItemIdentifier = id });
                    }

                    break;
                default:
                    throw new JsonException($"The event is of {record.EventSource}; it must be one of aws:s3 or aws:sqs.");
            }
        }

        var output = new MemoryStream();
        await JsonSerializer.SerializeAsync(output, new SQSBatchResponse(failures), UploadJsonContext.Default.SQSBatchResponse);
        output.Position = 0;
        return output;
    }

    private async Task<bool> TryContinueAsync(string message, string body, ILambdaContext context)
    {
        try
        {
            await import.RunAsync(FileProgress.Parse(body), context);
            return true;
        }
#pragma warning disable CA1031 // Whatever fails, the message is delivered again, and the log says why.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            context.Logger.LogError(exception, "Message {messageId}: the file could not be continued: {body}", message, body);
            return false;
        }
    }
}
