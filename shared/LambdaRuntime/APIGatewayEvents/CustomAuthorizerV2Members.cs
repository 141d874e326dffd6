using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The members of the request to a Lambda authorizer of an HTTP API, and of its response.</summary>
internal static class CustomAuthorizerV2Members
{
    public static void Of(ref EventJson json, APIGatewayCustomAuthorizerV2Request value)
    {
        value.Type = json.RepeatedString("type"u8, value.Type);
        value.RouteArn = json.RepeatedString("routeArn"u8, value.RouteArn);
        value.IdentitySource = json.Strings("identitySource"u8, value.IdentitySource);
        value.RouteKey = json.RepeatedString("routeKey"u8, value.RouteKey);
        value.RawPath = json.RepeatedString("rawPath"u8, value.RawPath);
        value.RawQueryString = json.String("rawQueryString"u8, value.RawQueryString);
        value.Cookies = json.Strings("cookies"u8, value.Cookies);
        json.StringMap("headers"u8, ref value.LateHeaders);
        json.StringMap("queryStringParameters"u8, ref value.LateQueryStringParameters);
        value.RequestContext = json.Object("requestContext"u8, value.RequestContext, HttpApiV2RequestMembers.Context);
        json.StringMap("pathParameters"u8, ref value.LatePathParameters);
        json.StringMap("stageVariables"u8, ref value.LateStageVariables);
    }

    public static void Of(ref EventJson json, APIGatewayCustomAuthorizerV2SimpleResponse value)
    {
        value.IsAuthorized = json.Boolean("isAuthorized"u8, value.IsAuthorized);
        value.Context = (Dictionary<string, object>)json.ElementMap("context"u8, value.Context)!;
    }
}
