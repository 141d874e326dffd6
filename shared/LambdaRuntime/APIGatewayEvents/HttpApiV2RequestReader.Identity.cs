using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.APIGatewayEvents.APIGatewayHttpApiV2ProxyRequest;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>Reads who called: what an authorizer found out, or the certificate of mutual TLS.</summary>
internal static partial class HttpApiV2RequestReader
{
    public static ProxyRequestAuthentication ReadAuthentication(ref Utf8JsonReader reader)
    {
        var value = new ProxyRequestAuthentication();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("clientCert"u8))
            {
                value.ClientCert = reader.ReadObject(ReadClientCert);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static ProxyRequestClientCert ReadClientCert(ref Utf8JsonReader reader)
    {
        var value = new ProxyRequestClientCert();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("clientCertPem"u8))
            {
                value.ClientCertPem = reader.ReadString();
            }
            else if (reader.ValueTextEquals("subjectDN"u8))
            {
                value.SubjectDN = reader.ReadString();
            }
            else if (reader.ValueTextEquals("issuerDN"u8))
            {
                value.IssuerDN = reader.ReadString();
            }
            else if (reader.ValueTextEquals("serialNumber"u8))
            {
                value.SerialNumber = reader.ReadString();
            }
            else if (reader.ValueTextEquals("validity"u8))
            {
                value.Validity = reader.ReadObject(ReadValidity);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static ClientCertValidity ReadValidity(ref Utf8JsonReader reader)
    {
        var value = new ClientCertValidity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("notBefore"u8))
            {
                value.NotBefore = reader.ReadString();
            }
            else if (reader.ValueTextEquals("notAfter"u8))
            {
                value.NotAfter = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    public static AuthorizerDescription ReadAuthorizer(ref Utf8JsonReader reader)
    {
        var value = new AuthorizerDescription();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("jwt"u8))
            {
                value.Jwt = reader.ReadObject(ReadJwt);
            }
            else if (reader.ValueTextEquals("lambda"u8))
            {
                value.Lambda = reader.ReadMap();
            }
            else if (reader.ValueTextEquals("iam"u8))
            {
                value.IAM = reader.ReadObject(ReadIam);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static AuthorizerDescription.JwtDescription ReadJwt(ref Utf8JsonReader reader)
    {
        var value = new AuthorizerDescription.JwtDescription();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("claims"u8))
            {
                value.Claims = reader.ReadStringMap();
            }
            else if (reader.ValueTextEquals("scopes"u8))
            {
                value.Scopes = reader.ReadStrings();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static AuthorizerDescription.IAMDescription ReadIam(ref Utf8JsonReader reader)
    {
        var value = new AuthorizerDescription.IAMDescription();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("accessKey"u8))
            {
                value.AccessKey = reader.ReadString();
            }
            else if (reader.ValueTextEquals("accountId"u8))
            {
                value.AccountId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("callerId"u8))
            {
                value.CallerId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("cognitoIdentity"u8))
            {
                value.CognitoIdentity = reader.ReadObject(ReadCognitoIdentity);
            }
            else if (reader.ValueTextEquals("principalOrgId"u8))
            {
                value.PrincipalOrgId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("userArn"u8))
            {
                value.UserARN = reader.ReadString();
            }
            else if (reader.ValueTextEquals("userId"u8))
            {
                value.UserId = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static AuthorizerDescription.CognitoIdentityDescription ReadCognitoIdentity(ref Utf8JsonReader reader)
    {
        var value = new AuthorizerDescription.CognitoIdentityDescription();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("amr"u8))
            {
                value.AMR = reader.ReadStrings();
            }
            else if (reader.ValueTextEquals("identityId"u8))
            {
                value.IdentityId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("identityPoolId"u8))
            {
                value.IdentityPoolId = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }
}
