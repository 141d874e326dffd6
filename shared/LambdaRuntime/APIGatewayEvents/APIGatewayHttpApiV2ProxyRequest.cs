#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// A request to an HTTP API, payload format 2.0
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html">format</see>).
/// Members that the event doesn't contain are null.
/// </summary>
[JsonConverter(typeof(EventConverter<APIGatewayHttpApiV2ProxyRequest>))]
public class APIGatewayHttpApiV2ProxyRequest
{
    internal StringMap LateHeaders;
    internal StringMap LateQueryStringParameters;
    internal StringMap LatePathParameters;
    internal StringMap LateStageVariables;

    public string Version { get; set; }

    /// <summary>The matching route: <c>POST /change</c>, <c>$default</c>.</summary>
    public string RouteKey { get; set; }

    /// <summary>The decoded path. It begins with the stage name unless the stage is <c>$default</c>.</summary>
    public string RawPath { get; set; }

    /// <summary>The raw query string, still encoded.</summary>
    public string RawQueryString { get; set; }

    public string[] Cookies { get; set; }

    /// <summary>The headers. Names are in lowercase; repeated headers are joined by commas.</summary>
    public IDictionary<string, string> Headers
    {
        get => LateHeaders.Value;
        set => LateHeaders.Value = value;
    }

    /// <summary>The decoded query parameters. Repeated names are joined by commas.</summary>
    public IDictionary<string, string> QueryStringParameters
    {
        get => LateQueryStringParameters.Value;
        set => LateQueryStringParameters.Value = value;
    }

    public ProxyRequestContext RequestContext { get; set; }

    /// <summary>The body as text, or in base64 if <see cref="IsBase64Encoded"/> is true.</summary>
    public string Body { get; set; }

    public IDictionary<string, string> PathParameters
    {
        get => LatePathParameters.Value;
        set => LatePathParameters.Value = value;
    }

    public bool IsBase64Encoded { get; set; }

    public IDictionary<string, string> StageVariables
    {
        get => LateStageVariables.Value;
        set => LateStageVariables.Value = value;
    }

    public class ProxyRequestContext
    {
        public string AccountId { get; set; }

        public string ApiId { get; set; }

        public AuthorizerDescription Authorizer { get; set; }

        public string DomainName { get; set; }

        public string DomainPrefix { get; set; }

        public HttpDescription Http { get; set; }

        public string RequestId { get; set; }

        public string RouteId { get; set; }

        public string RouteKey { get; set; }

        public string Stage { get; set; }

        /// <summary>The time of the request, such as <c>12/Mar/2020:19:03:58 +0000</c>.</summary>
        public string Time { get; set; }

        /// <summary>The time of the request, in milliseconds since 1970.</summary>
        public long TimeEpoch { get; set; }

        public ProxyRequestAuthentication Authentication { get; set; }
    }

    public class ProxyRequestAuthentication
    {
        public ProxyRequestClientCert ClientCert { get; set; }
    }

    public class ProxyRequestClientCert
    {
        public string ClientCertPem { get; set; }

        public string SubjectDN { get; set; }

        public string IssuerDN { get; set; }

        public string SerialNumber { get; set; }

        public ClientCertValidity Validity { get; set; }
    }

    public class ClientCertValidity
    {
        public string NotBefore { get; set; }

        public string NotAfter { get; set; }
    }

    public class HttpDescription
    {
        public string Method { get; set; }

        public string Path { get; set; }

        public string Protocol { get; set; }

        public string SourceIp { get; set; }

        public string UserAgent { get; set; }
    }

    /// <summary>The result of the route's authorizer. Only the configured type is set.</summary>
    public class AuthorizerDescription
    {
        public JwtDescription Jwt { get; set; }

        /// <summary>The context that a Lambda authorizer returned; each value that was read is a JsonElement.</summary>
        public IDictionary<string, object> Lambda { get; set; }

        public IAMDescription IAM { get; set; }

        public class IAMDescription
        {
            public string AccessKey { get; set; }

            public string AccountId { get; set; }

            public string CallerId { get; set; }

            public CognitoIdentityDescription CognitoIdentity { get; set; }

            public string PrincipalOrgId { get; set; }

            public string UserARN { get; set; }

            public string UserId { get; set; }
        }

        public class CognitoIdentityDescription
        {
            public IList<string> AMR { get; set; }

            public string IdentityId { get; set; }

            public string IdentityPoolId { get; set; }
        }

        public class JwtDescription
        {
            internal StringMap LateClaims;

            /// <summary>The token's claims, each as text; a list is written as <c>[a b]</c>.</summary>
            public IDictionary<string, string> Claims
            {
                get => LateClaims.Value;
                set => LateClaims.Value = value;
            }

            /// <summary>The token's scopes; null if the route requires none.</summary>
            public string[] Scopes { get; set; }
        }
    }
}
