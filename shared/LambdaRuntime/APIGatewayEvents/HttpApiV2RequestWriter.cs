using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
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
        writer.WriteObject("requestContext", value.RequestContext, WriteContext);
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
        writer.WriteObject("authorizer", value.Authorizer, WriteAuthorizer);
        writer.WriteOptional("domainName", value.DomainName);
        writer.WriteOptional("domainPrefix", value.DomainPrefix);
        writer.WriteObject("http", value.Http, WriteHttp);
        writer.WriteOptional("requestId", value.RequestId);
        writer.WriteOptional("routeId", value.RouteId);
        writer.WriteOptional("routeKey", value.RouteKey);
        writer.WriteOptional("stage", value.Stage);
        writer.WriteOptional("time", value.Time);
        writer.WriteNumber("timeEpoch"u8, value.TimeEpoch);
        writer.WriteObject("authentication", value.Authentication, WriteAuthentication);
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
