using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The members of a response for an HTTP API.</summary>
internal static class HttpApiV2ResponseMembers
{
    public static void Of(ref EventJson json, APIGatewayHttpApiV2ProxyResponse value)
    {
        value.StatusCode = json.Int32("statusCode"u8, value.StatusCode);
        value.Headers = json.StringMap("headers"u8, value.Headers);
        value.Cookies = json.Strings("cookies"u8, value.Cookies);
        value.Body = json.String("body"u8, value.Body);
        value.IsBase64Encoded = json.Boolean("isBase64Encoded"u8, value.IsBase64Encoded);
    }
}
