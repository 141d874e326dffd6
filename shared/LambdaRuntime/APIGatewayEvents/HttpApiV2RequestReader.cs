using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Reads an HTTP API request, without its authorizer and client certificate.</summary>
internal static partial class HttpApiV2RequestReader
{
    public static APIGatewayHttpApiV2ProxyRequest ReadRequest(ref Utf8JsonReader reader)
    {
        var value = new APIGatewayHttpApiV2ProxyRequest();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("version"u8))
            {
                value.Version = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("routeKey"u8))
            {
                value.RouteKey = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("rawPath"u8))
            {
                value.RawPath = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("rawQueryString"u8))
            {
                value.RawQueryString = reader.ReadString();
            }
            else if (reader.ValueTextEquals("cookies"u8))
            {
                value.Cookies = reader.ReadStrings();
            }
            else if (reader.ValueTextEquals("headers"u8))
            {
                value.SetHeaders(reader.ReadLateStringMap());
            }
            else if (reader.ValueTextEquals("queryStringParameters"u8))
            {
                value.SetQueryStringParameters(reader.ReadLateStringMap());
            }
            else if (reader.ValueTextEquals("requestContext"u8))
            {
                value.RequestContext = reader.ReadObject(ReadContext);
            }
            else if (reader.ValueTextEquals("body"u8))
            {
                value.Body = reader.ReadString();
            }
            else if (reader.ValueTextEquals("pathParameters"u8))
            {
                value.SetPathParameters(reader.ReadLateStringMap());
            }
            else if (reader.ValueTextEquals("isBase64Encoded"u8))
            {
                value.IsBase64Encoded = reader.ReadBoolean();
            }
            else if (reader.ValueTextEquals("stageVariables"u8))
            {
                value.SetStageVariables(reader.ReadLateStringMap());
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static ProxyRequestContext ReadContext(ref Utf8JsonReader reader)
    {
        var value = new ProxyRequestContext();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("accountId"u8))
            {
                value.AccountId = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("apiId"u8))
            {
                value.ApiId = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("authorizer"u8))
            {
                value.Authorizer = reader.ReadObject(ReadAuthorizer);
            }
            else if (reader.ValueTextEquals("domainName"u8))
            {
                value.DomainName = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("domainPrefix"u8))
            {
                value.DomainPrefix = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("http"u8))
            {
                value.Http = reader.ReadObject(ReadHttp);
            }
            else if (reader.ValueTextEquals("requestId"u8))
            {
                value.RequestId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("routeId"u8))
            {
                value.RouteId = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("routeKey"u8))
            {
                value.RouteKey = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("stage"u8))
            {
                value.Stage = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("time"u8))
            {
                value.Time = reader.ReadString();
            }
            else if (reader.ValueTextEquals("timeEpoch"u8))
            {
                value.TimeEpoch = reader.ReadInt64();
            }
            else if (reader.ValueTextEquals("authentication"u8))
            {
                value.Authentication = reader.ReadObject(ReadAuthentication);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static HttpDescription ReadHttp(ref Utf8JsonReader reader)
    {
        var value = new HttpDescription();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("method"u8))
            {
                value.Method = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("path"u8))
            {
                value.Path = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("protocol"u8))
            {
                value.Protocol = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("sourceIp"u8))
            {
                value.SourceIp = reader.ReadRepeatedString();
            }
            else if (reader.ValueTextEquals("userAgent"u8))
            {
                value.UserAgent = reader.ReadRepeatedString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }
}
