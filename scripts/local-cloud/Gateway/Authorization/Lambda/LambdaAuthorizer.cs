using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway.Authorization.Lambda;

/// <summary>A function that decides, with payload format 2.0.</summary>
/// <param name="Id">The authorizer's ID.</param>
/// <param name="Function">The function.</param>
/// <param name="IsSimple">Whether the function returns a boolean instead of an IAM policy.</param>
/// <param name="Sources">What a request must have, and what the cache distinguishes.</param>
/// <param name="Ttl">How long a response is valid; zero for one request.</param>
/// <param name="Configuration">The whole configuration: another one doesn't use the same responses.</param>
internal sealed record LambdaAuthorizer(
    string Id, FunctionName Function, bool IsSimple, IReadOnlyList<IdentitySource> Sources, TimeSpan Ttl, string Configuration) : Authorizer(Id)
{
    // https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
    private const int LongestTtl = 3600;

    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/apigatewayv2_authorizer
    private const int DefaultTtl = 300;

    /// <exception cref="FormatException">The configuration is not valid or not supported.</exception>
    public static LambdaAuthorizer Parse(string id, JsonNode authorizer)
    {
        if ((string?)authorizer["authorizerPayloadFormatVersion"] is var format and not "2.0")
        {
            throw new FormatException($"the local cloud supports payload format 2.0, not {format ?? "none"}");
        }

        if ((string?)authorizer["authorizerCredentialsArn"] is { Length: > 0 })
        {
            throw new FormatException("the local cloud supports the function's resource policy, not a role to invoke the function");
        }

        var arn = Integration.FunctionArnOf((string?)authorizer["authorizerUri"] ?? "");
        if (!FunctionName.IsFunction(arn))
        {
            throw new FormatException("its URI is not that of a function");
        }

        IdentitySource[] sources = [.. authorizer["identitySource"]?.AsArray().Select(source => IdentitySource.Parse((string)source!)) ?? []];
        var ttl = (int?)authorizer["authorizerResultTtlInSeconds"] ?? (sources.Length == 0 ? 0 : DefaultTtl);
        if (ttl is < 0 or > LongestTtl || (ttl > 0 && sources.Length == 0))
        {
            throw new FormatException($"its TTL is not from 0 to {LongestTtl} seconds, or it has no identity source that the cache could distinguish");
        }

        return new(
            id,
            FunctionName.Parse(arn, null),
            (bool?)authorizer["enableSimpleResponses"] ?? false,
            sources,
            TimeSpan.FromSeconds(ttl),
            authorizer.ToJsonString());
    }
}
