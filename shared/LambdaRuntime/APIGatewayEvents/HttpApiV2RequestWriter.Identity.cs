using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Writes who called: what an authorizer found out, or the certificate of mutual TLS.</summary>
internal static partial class HttpApiV2RequestWriter
{
    public static void WriteAuthentication(Utf8JsonWriter writer, ProxyRequestAuthentication value)
    {
        writer.WriteStartObject();
        writer.WriteObject("clientCert", value.ClientCert, WriteClientCert);
        writer.WriteEndObject();
    }

    private static void WriteClientCert(Utf8JsonWriter writer, ProxyRequestClientCert value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("clientCertPem", value.ClientCertPem);
        writer.WriteOptional("subjectDN", value.SubjectDN);
        writer.WriteOptional("issuerDN", value.IssuerDN);
        writer.WriteOptional("serialNumber", value.SerialNumber);
        writer.WriteObject("validity", value.Validity, WriteValidity);
        writer.WriteEndObject();
    }

    private static void WriteValidity(Utf8JsonWriter writer, ClientCertValidity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("notBefore", value.NotBefore);
        writer.WriteOptional("notAfter", value.NotAfter);
        writer.WriteEndObject();
    }

    public static void WriteAuthorizer(Utf8JsonWriter writer, AuthorizerDescription value)
    {
        writer.WriteStartObject();
        writer.WriteObject("jwt", value.Jwt, WriteJwt);
        WriteElements(writer, value.Lambda);
        writer.WriteObject("iam", value.IAM, WriteIam);
        writer.WriteEndObject();
    }

    private static void WriteJwt(Utf8JsonWriter writer, AuthorizerDescription.JwtDescription value)
    {
        writer.WriteStartObject();
        writer.WriteStringMap("claims", value.Claims);
        writer.WriteStrings("scopes", value.Scopes);
        writer.WriteEndObject();
    }

    private static void WriteIam(Utf8JsonWriter writer, AuthorizerDescription.IAMDescription value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("accessKey", value.AccessKey);
        writer.WriteOptional("accountId", value.AccountId);
        writer.WriteOptional("callerId", value.CallerId);
        writer.WriteObject("cognitoIdentity", value.CognitoIdentity, WriteCognitoIdentity);
        writer.WriteOptional("principalOrgId", value.PrincipalOrgId);
        writer.WriteOptional("userArn", value.UserARN);
        writer.WriteOptional("userId", value.UserId);
        writer.WriteEndObject();
    }

    private static void WriteCognitoIdentity(Utf8JsonWriter writer, AuthorizerDescription.CognitoIdentityDescription value)
    {
        writer.WriteStartObject();
        writer.WriteStrings("amr", value.AMR);
        writer.WriteOptional("identityId", value.IdentityId);
        writer.WriteOptional("identityPoolId", value.IdentityPoolId);
        writer.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter writer, IDictionary<string, object>? elements)
    {
        if (elements is null)
        {
            return;
        }

        writer.WriteStartObject("lambda"u8);
        foreach (var (name, element) in elements)
        {
            writer.WritePropertyName(name);
            ((JsonElement)element).WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}
