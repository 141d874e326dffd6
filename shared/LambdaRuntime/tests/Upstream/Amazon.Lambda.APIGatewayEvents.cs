// The public API of Amazon.Lambda.APIGatewayEvents 3.0.0: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.APIGatewayEvents
{
    public class APIGatewayCustomAuthorizerV2Request
    {
        public APIGatewayCustomAuthorizerV2Request() => throw null!;

        public string Type { get => throw null!; set => throw null!; }

        public string RouteArn { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.List<string> IdentitySource { get => throw null!; set => throw null!; }

        public string RouteKey { get => throw null!; set => throw null!; }

        public string RawPath { get => throw null!; set => throw null!; }

        public string RawQueryString { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.List<string> Cookies { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.Dictionary<string, string> Headers { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.Dictionary<string, string> QueryStringParameters { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.Dictionary<string, string> PathParameters { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.Dictionary<string, string> StageVariables { get => throw null!; set => throw null!; }

        public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.ProxyRequestContext RequestContext { get => throw null!; set => throw null!; }
    }

    public class APIGatewayCustomAuthorizerV2SimpleResponse
    {
        public APIGatewayCustomAuthorizerV2SimpleResponse() => throw null!;

        public bool IsAuthorized { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.Dictionary<string, object> Context { get => throw null!; set => throw null!; }
    }

    public class APIGatewayHttpApiV2ProxyRequest
    {
        public APIGatewayHttpApiV2ProxyRequest() => throw null!;

        public string Version { get => throw null!; set => throw null!; }

        public string RouteKey { get => throw null!; set => throw null!; }

        public string RawPath { get => throw null!; set => throw null!; }

        public string RawQueryString { get => throw null!; set => throw null!; }

        public string[] Cookies { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.IDictionary<string, string> Headers { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.IDictionary<string, string> QueryStringParameters { get => throw null!; set => throw null!; }

        public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.ProxyRequestContext RequestContext { get => throw null!; set => throw null!; }

        public string Body { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.IDictionary<string, string> PathParameters { get => throw null!; set => throw null!; }

        public bool IsBase64Encoded { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.IDictionary<string, string> StageVariables { get => throw null!; set => throw null!; }

        public class ProxyRequestContext
        {
            public ProxyRequestContext() => throw null!;

            public string AccountId { get => throw null!; set => throw null!; }

            public string ApiId { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription Authorizer { get => throw null!; set => throw null!; }

            public string DomainName { get => throw null!; set => throw null!; }

            public string DomainPrefix { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.HttpDescription Http { get => throw null!; set => throw null!; }

            public string RequestId { get => throw null!; set => throw null!; }

            public string RouteId { get => throw null!; set => throw null!; }

            public string RouteKey { get => throw null!; set => throw null!; }

            public string Stage { get => throw null!; set => throw null!; }

            public string Time { get => throw null!; set => throw null!; }

            public long TimeEpoch { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.ProxyRequestAuthentication Authentication { get => throw null!; set => throw null!; }
        }

        public class ProxyRequestAuthentication
        {
            public ProxyRequestAuthentication() => throw null!;

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.ProxyRequestClientCert ClientCert { get => throw null!; set => throw null!; }
        }

        public class ProxyRequestClientCert
        {
            public ProxyRequestClientCert() => throw null!;

            public string ClientCertPem { get => throw null!; set => throw null!; }

            public string SubjectDN { get => throw null!; set => throw null!; }

            public string IssuerDN { get => throw null!; set => throw null!; }

            public string SerialNumber { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.ClientCertValidity Validity { get => throw null!; set => throw null!; }
        }

        public class ClientCertValidity
        {
            public ClientCertValidity() => throw null!;

            public string NotBefore { get => throw null!; set => throw null!; }

            public string NotAfter { get => throw null!; set => throw null!; }
        }

        public class HttpDescription
        {
            public HttpDescription() => throw null!;

            public string Method { get => throw null!; set => throw null!; }

            public string Path { get => throw null!; set => throw null!; }

            public string Protocol { get => throw null!; set => throw null!; }

            public string SourceIp { get => throw null!; set => throw null!; }

            public string UserAgent { get => throw null!; set => throw null!; }
        }

        public class AuthorizerDescription
        {
            public AuthorizerDescription() => throw null!;

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.JwtDescription Jwt { get => throw null!; set => throw null!; }

            public global::System.Collections.Generic.IDictionary<string, object> Lambda { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.IAMDescription IAM { get => throw null!; set => throw null!; }

            public class IAMDescription
            {
                public IAMDescription() => throw null!;

                public string AccessKey { get => throw null!; set => throw null!; }

                public string AccountId { get => throw null!; set => throw null!; }

                public string CallerId { get => throw null!; set => throw null!; }

                public global::Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest.AuthorizerDescription.CognitoIdentityDescription CognitoIdentity { get => throw null!; set => throw null!; }

                public string PrincipalOrgId { get => throw null!; set => throw null!; }

                public string UserARN { get => throw null!; set => throw null!; }

                public string UserId { get => throw null!; set => throw null!; }
            }

            public class CognitoIdentityDescription
            {
                public CognitoIdentityDescription() => throw null!;

                public global::System.Collections.Generic.IList<string> AMR { get => throw null!; set => throw null!; }

                public string IdentityId { get => throw null!; set => throw null!; }

                public string IdentityPoolId { get => throw null!; set => throw null!; }
            }

            public class JwtDescription
            {
                public JwtDescription() => throw null!;

                public global::System.Collections.Generic.IDictionary<string, string> Claims { get => throw null!; set => throw null!; }

                public string[] Scopes { get => throw null!; set => throw null!; }
            }
        }
    }

    public class APIGatewayHttpApiV2ProxyResponse
    {
        public APIGatewayHttpApiV2ProxyResponse() => throw null!;

        public int StatusCode { get => throw null!; set => throw null!; }

        public global::System.Collections.Generic.IDictionary<string, string> Headers { get => throw null!; set => throw null!; }

        public string[] Cookies { get => throw null!; set => throw null!; }

        public string Body { get => throw null!; set => throw null!; }

        public bool IsBase64Encoded { get => throw null!; set => throw null!; }

        public void SetHeaderValues(string headerName, string value, bool append) => throw null!;

        public void SetHeaderValues(string headerName, global::System.Collections.Generic.IEnumerable<string> values, bool append) => throw null!;
    }
}
