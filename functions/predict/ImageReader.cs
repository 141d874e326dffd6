using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Quickchange.Http;

namespace Quickchange.Predict;

/// <summary>Reads the image of a request: the body itself, or the base64 text in its member <c>image</c>.</summary>
internal static class ImageReader
{
    private const string Advice =
        """Send the bytes of a PNG, JPEG or BMP with its content type, such as image/png, or JSON like {"image":"<base64>"}.""";

    /// <exception cref="ProblemException">The request contains no image.</exception>
    public static byte[] Read(APIGatewayHttpApiV2ProxyRequest request)
    {
        var body = BodyOf(request);
        if (body.AsSpan().TrimStart(" \t\r\n"u8) is [(byte)'{', ..])
        {
            return FromJson(body);
        }

        // Bytes that API Gateway has taken for text have lost their values.
        return request.IsBase64Encoded ? body : throw new ProblemException(415, $"The body is neither an image nor a JSON object. {Advice}");
    }

    private static byte[] BodyOf(APIGatewayHttpApiV2ProxyRequest request)
    {
        if (string.IsNullOrEmpty(request.Body))
        {
            throw new ProblemException(400, $"The request has no body. {Advice}");
        }

        try
        {
            return request.IsBase64Encoded ? Convert.FromBase64String(request.Body) : Encoding.UTF8.GetBytes(request.Body);
        }
        catch (FormatException)
        {
            throw new ProblemException(400, $"The event's body is not valid base64, although the event says so. {Advice}");
        }
    }

    private static byte[] FromJson(byte[] body)
    {
        byte[]? image = null;
        try
        {
            var reader = new Utf8JsonReader(body);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!reader.ValueTextEquals("image"u8) || image is not null)
                {
                    throw new ProblemException(400, $"The object must have the member \"image\" alone, once. {Advice}");
                }

                reader.Read();
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out image))
                {
                    throw new ProblemException(400, $"\"image\" must be a string in base64, without a prefix. {Advice}");
                }
            }

            // Nothing may follow the object.
            reader.Read();
        }
        // Also for an escape that is half of a character.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ProblemException(400, $"The body is not valid JSON. {Advice}");
        }

        return image is { Length: > 0 } ? image : throw new ProblemException(400, $"\"image\" is missing or empty. {Advice}");
    }
}
