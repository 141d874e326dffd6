using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Reads and writes <see cref="APIGatewayHttpApiV2ProxyRequest"/>. Public for the code that is generated for a function's context.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class HttpApiV2RequestConverter : JsonConverter<APIGatewayHttpApiV2ProxyRequest>
{
    public override APIGatewayHttpApiV2ProxyRequest Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        HttpApiV2RequestReader.ReadRequest(ref reader);

    public override void Write(
        Utf8JsonWriter writer, APIGatewayHttpApiV2ProxyRequest value, JsonSerializerOptions options) =>
        HttpApiV2RequestWriter.WriteRequest(writer, value);
}
