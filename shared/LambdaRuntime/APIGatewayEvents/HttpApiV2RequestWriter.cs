using System.Text.Json;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Writes an HTTP API request, without its authorizer and client certificate.</summary>
internal static partial class HttpApiV2RequestWriter
{
    public static void WriteRequest(Utf8JsonWriter writer, APIGatewayHttpApiV2ProxyRequest value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("version", value.Version);
        writer.WriteOptional("routeKey", value.RouteKey);
        writer.WriteOptional("rawPath", value.RawPath);
        writer.WriteOptional("rawQueryString", value.RawQueryString);
        writer.WriteStrings("cookies", value.Cookies);
        writer.WriteStringMap("headers", value.Headers);
        writer.WriteStringMap("queryStringParameters", value.QueryStringParameters);
        if (value.RequestContext is not null)
        {
            writer.WritePropertyName("requestContext"u8);
            WriteContext(writer, value.RequestContext);
        }

        writer.WriteOptional("body", value.Body);
        writer.WriteStringMap("pathParameters", value.PathParameters);
        writer.WriteBoolean("isBase64Encoded"u8, value.IsBase64Encoded);
        writer.WriteStringMap("stageVariables", value.StageVariables);
        writer.WriteEndObject();
    }

    private static void WriteContext(Utf8JsonWriter writer, ProxyRequestContext value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("accountId", value.AccountId);
        writer.WriteOptional("apiId", value.ApiId);
        if (value.Authorizer is not null)
        {
            writer.WritePropertyName("authorizer"u8);
            WriteAuthorizer(writer, value.Authorizer);
        }

        writer.WriteOptional("domainName", value.DomainName);
        writer.WriteOptional("domainPrefix", value.DomainPrefix);
        if (value.Http is not null)
        {
            writer.WritePropertyName("http"u8);
            WriteHttp(writer, value.Http);
        }

        writer.WriteOptional("requestId", value.RequestId);
        writer.WriteOptional("routeId", value.RouteId);
        writer.WriteOptional("routeKey", value.RouteKey);
        writer.WriteOptional("stage", value.Stage);
        writer.WriteOptional("time", value.Time);
        writer.WriteNumber("timeEpoch"u8, value.TimeEpoch);
        if (value.Authentication is not null)
        {
            writer.WritePropertyName("authentication"u8);
            WriteAuthentication(writer, value.Authentication);
        }

        writer.WriteEndObject();
    }

    private static void WriteHttp(Utf8JsonWriter writer, HttpDescription value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("method", value.Method);
        writer.WriteOptional("path", value.Path);
        writer.WriteOptional("protocol", value.Protocol);
        writer.WriteOptional("sourceIp", value.SourceIp);
        writer.WriteOptional("userAgent", value.UserAgent);
        writer.WriteEndObject();
    }
}
