using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.S3Events;
using Amazon.S3;
using Amazon.S3.Model;
using Quickchange.Vision;

namespace Quickchange.PredictUpload;

/// <summary>
/// Writes what each uploaded image shows, or why that can't be said: predictions/boot.json for inbox/boot.png, in the image's
/// bucket. If an event arrives again, it writes the same.
/// </summary>
/// <param name="s3">The client.</param>
/// <param name="classifier">Classifies images.</param>
internal sealed class PredictUploadHandler(IAmazonS3 s3, Classifier classifier)
{
    // An uncompressed image with the most pixels that are classified has fewer bytes.
    private const long LargestFile = 50_000_000;

    /// <exception cref="JsonException">A record has no bucket or no key.</exception>
    /// <exception cref="AmazonS3Exception">S3 rejected a request or could not be reached, after retries.</exception>
    public async Task HandleAsync(S3Event notification, ILambdaContext context)
    {
        foreach (var record in notification.Records ?? [])
        {
            if (record is not { S3: { Bucket.Name: { } bucket, Object.KeyDecoded: { } key } })
            {
                throw new JsonException("A record from aws:s3 must have s3.bucket.name and s3.object.key.");
            }

            await ClassifyAsync(bucket, key, context.Logger);
        }
    }

    // The newest version of the file, so that the result of the last event is that of the file.
    private async Task ClassifyAsync(string bucket, string key, ILambdaLogger log)
    {
        byte[] result;
        try
        {
            using var file = await s3.GetObjectAsync(new() { BucketName = bucket, Key = key });
            var classification = classifier.Classify(await BytesOfAsync(file));
            result = ToJson(writer => Classification.Write(writer, classification));
            log.LogInformation("{file}: {label}", key, classification.Top);
        }
        catch (ImageException exception)
        {
            result = ToJson(writer => WriteProblem(writer, exception.Message));
            log.LogWarning("{file} was not classified: {reason}", key, exception.Message);
        }
        catch (AmazonS3Exception exception) when (exception.ErrorCode is "NoSuchKey")
        {
            log.LogWarning("{file} no longer exists: there is nothing to classify", key);
            return;
        }

        using var content = new MemoryStream(result);
        await s3.PutObjectAsync(
            new() { BucketName = bucket, Key = ResultOf(key), InputStream = content, ContentType = "application/json" });
    }

    private static async Task<byte[]> BytesOfAsync(GetObjectResponse file)
    {
        if (file.ContentLength > LargestFile)
        {
            throw new ImageException(ImageProblem.Unsuitable, $"The file has {file.ContentLength} bytes. It must have at most {LargestFile}.");
        }

        using var bytes = new MemoryStream();
        await file.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static byte[] ToJson(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static void WriteProblem(Utf8JsonWriter writer, string reason)
    {
        writer.WriteStartObject();
        writer.WriteString("problem"u8, reason);
        writer.WriteEndObject();
    }

    private static string ResultOf(string key) =>
        $"predictions/{Path.ChangeExtension(key[(key.IndexOf('/', StringComparison.Ordinal) + 1)..], "json")}";
}
