using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace Quickchange.Upload;

/// <summary>
/// Reads an uploaded file after an S3 notification, or continues with one after a message from the queue upload-continuations.
/// </summary>
internal sealed class UploadHandler(FileImport import, SourceGeneratorLambdaJsonSerializer<UploadJsonContext> serializer)
{
    /// <exception cref="JsonException">The event is neither of these.</exception>
    /// <exception cref="JsonSerializerException">The event is not valid JSON, or not in the format of S3 or SQS.</exception>
    public async Task<SQSBatchResponse> HandleAsync(Stream input, ILambdaContext context)
    {
        // Both are lists of records, which contain their source.
        var notification = serializer.Deserialize<S3Event>(input);
        switch (notification.Records?.FirstOrDefault()?.EventSource)
        {
            case "aws:s3":
                foreach (var record in notification.Records)
                {
                    await import.RunAsync(FileOf(record), context);
                }

                return new();
            case "aws:sqs":
                input.Position = 0;
                return new(await ContinueAsync(serializer.Deserialize<SQSEvent>(input).Records, context));
            case var source:
                throw new JsonException($"The event comes from {source ?? "no source"}; it must come from aws:s3 or aws:sqs.");
        }
    }

    private static FileProgress FileOf(S3Event.S3EventNotificationRecord record) =>
        record is { S3: { Bucket.Name: { } bucket, Object: { KeyDecoded: { } key, ETag: { } eTag } file } }
            ? FileProgress.Start(bucket, key, file.VersionId, eTag)
            : throw new JsonException("A record from aws:s3 must have s3.bucket.name, s3.object.key and s3.object.eTag.");

    private async Task<List<SQSBatchResponse.BatchItemFailure>> ContinueAsync(
        List<SQSEvent.SQSMessage> messages, ILambdaContext context)
    {
        var failures = new List<SQSBatchResponse.BatchItemFailure>();
        foreach (var message in messages)
        {
            try
            {
                await import.RunAsync(FileProgress.Parse(message.Body), context);
            }
            // After any failure, the message is delivered again, and the log contains the reason.
            catch (Exception exception)
            {
                context.Logger.LogError(
                    exception, "Message {messageId}: the file could not be continued: {body}", message.MessageId, message.Body);
                failures.Add(new() { ItemIdentifier = message.MessageId });
            }
        }

        return failures;
    }
}
