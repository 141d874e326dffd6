using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>The members of a request to an HTTP API.</summary>
internal static class HttpApiV2RequestMembers
{
    public static void Of(ref EventJson json, APIGatewayHttpApiV2ProxyRequest value)
    {
        value.Version = json.RepeatedString("version"u8, value.Version);
        value.RouteKey = json.RepeatedString("routeKey"u8, value.RouteKey);
        value.RawPath = json.RepeatedString("rawPath"u8, value.RawPath);
        value.RawQueryString = json.String("rawQueryString"u8, value.RawQueryString);
        value.Cookies = json.Strings("cookies"u8, value.Cookies);
        json.StringMap("headers"u8, ref value.LateHeaders);
        json.StringMap("queryStringParameters"u8, ref value.LateQueryStringParameters);
        value.RequestContext = json.Object("requestContext"u8, value.RequestContext, Context);
        value.Body = json.String("body"u8, value.Body);
        json.StringMap("pathParameters"u8, ref value.LatePathParameters);
        value.IsBase64Encoded = json.Boolean("isBase64Encoded"u8, value.IsBase64Encoded);
        json.StringMap("stageVariables"u8, ref value.LateStageVariables);
    }

    public static void Context(ref EventJson json, ProxyRequestContext value)
    {
        value.AccountId = json.RepeatedString("accountId"u8, value.AccountId);
        value.ApiId = json.RepeatedString("apiId"u8, value.ApiId);
        value.Authentication = json.Object("authentication"u8, value.Authentication, Authentication);
        value.Authorizer = json.Object("authorizer"u8, value.Authorizer, Authorizer);
        value.DomainName = json.RepeatedString("domainName"u8, value.DomainName);
        value.DomainPrefix = json.RepeatedString("domainPrefix"u8, value.DomainPrefix);
        value.Http = json.Object("http"u8, value.Http, Http);
        value.RequestId = json.String("requestId"u8, value.RequestId);
        value.RouteId = json.RepeatedString("routeId"u8, value.RouteId);
        value.RouteKey = json.RepeatedString("routeKey"u8, value.RouteKey);
        value.Stage = json.RepeatedString("stage"u8, value.Stage);
        value.Time = json.String("time"u8, value.Time);
        value.TimeEpoch = json.Int64("timeEpoch"u8, value.TimeEpoch);
    }

    private static void Http(ref EventJson json, HttpDescription value)
    {
        value.Method = json.RepeatedString("method"u8, value.Method);
        value.Path = json.RepeatedString("path"u8, value.Path);
        value.Protocol = json.RepeatedString("protocol"u8, value.Protocol);
        value.SourceIp = json.RepeatedString("sourceIp"u8, value.SourceIp);
        value.UserAgent = json.RepeatedString("userAgent"u8, value.UserAgent);
    }

    private static void Authentication(ref EventJson json, ProxyRequestAuthentication value) =>
        value.ClientCert = json.Object("clientCert"u8, value.ClientCert, ClientCert);

    private static void ClientCert(ref EventJson json, ProxyRequestClientCert value)
    {
        value.ClientCertPem = json.String("clientCertPem"u8, value.ClientCertPem);
        value.SubjectDN = json.String("subjectDN"u8, value.SubjectDN);
        value.IssuerDN = json.String("issuerDN"u8, value.IssuerDN);
        value.SerialNumber = json.String("serialNumber"u8, value.SerialNumber);
        value.Validity = json.Object("validity"u8, value.Validity, Validity);
    }

    private static void Validity(ref EventJson json, ClientCertValidity value)
    {
        value.NotBefore = json.String("notBefore"u8, value.NotBefore);
        value.NotAfter = json.String("notAfter"u8, value.NotAfter);
    }

    private static void Authorizer(ref EventJson json, AuthorizerDescription value)
    {
        value.Jwt = json.Object("jwt"u8, value.Jwt, Jwt);
        value.Lambda = json.ElementMap("lambda"u8, value.Lambda);
        value.IAM = json.Object("iam"u8, value.IAM, Iam);
    }

    private static void Jwt(ref EventJson json, JwtDescription value)
    {
        json.StringMap("claims"u8, ref value.LateClaims);
        value.Scopes = json.Strings("scopes"u8, value.Scopes);
    }

    private static void Iam(ref EventJson json, IAMDescription value)
    {
        value.AccessKey = json.String("accessKey"u8, value.AccessKey);
        value.AccountId = json.String("accountId"u8, value.AccountId);
        value.CallerId = json.String("callerId"u8, value.CallerId);
        value.CognitoIdentity = json.Object("cognitoIdentity"u8, value.CognitoIdentity, CognitoIdentity);
        value.PrincipalOrgId = json.String("principalOrgId"u8, value.PrincipalOrgId);
        value.UserARN = json.String("userArn"u8, value.UserARN);
        value.UserId = json.String("userId"u8, value.UserId);
    }

    private static void CognitoIdentity(ref EventJson json, CognitoIdentityDescription value)
    {
        value.AMR = json.Strings("amr"u8, value.AMR);
        value.IdentityId = json.String("identityId"u8, value.IdentityId);
        value.IdentityPoolId = json.String("identityPoolId"u8, value.IdentityPoolId);
    }
}
