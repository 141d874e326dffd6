using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Reads and writes <see cref="APIGatewayHttpApiV2ProxyResponse"/>. Public for the code that is generated for a function's context.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HttpApiV2ResponseConverter : JsonConverter<APIGatewayHttpApiV2ProxyResponse>
{
    public override APIGatewayHttpApiV2ProxyResponse Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(
        Utf8JsonWriter writer, APIGatewayHttpApiV2ProxyResponse value, JsonSerializerOptions options) =>
        Write(writer, value);

    internal static APIGatewayHttpApiV2ProxyResponse Read(ref Utf8JsonReader reader)
    {
        var response = new APIGatewayHttpApiV2ProxyResponse();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("statusCode"u8))
            {
                response.StatusCode = reader.ReadInt32();
            }
            else if (reader.ValueTextEquals("headers"u8))
            {
                response.Headers = reader.ReadStringMap();
            }
            else if (reader.ValueTextEquals("cookies"u8))
            {
                response.Cookies = reader.ReadStrings();
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                response.Body = reader.ReadString();
            }
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
            {
                response.IsBase64Encoded = reader.ReadBoolean();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return response;
    }

    internal static void Write(Utf8JsonWriter writer, APIGatewayHttpApiV2ProxyResponse response)
    {
        writer.WriteStartObject();
        writer.WriteNumber("statusCode"u8, response.StatusCode);
        writer.WriteStringMap("headers", response.Headers);
        writer.WriteStrings("cookies", response.Cookies);
        writer.WriteOptional("body", response.Body);
        writer.WriteBoolean("isBase64Encoded"u8, response.IsBase64Encoded);
        writer.WriteEndObject();
    }
}
