namespace Quickchange.LocalCloud.Gateway.Authorization;

/// <summary>
/// A selection expression that names the part of a request that identifies the caller
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html#http-api-lambda-authorizer.identity-sources">
/// identity sources</see>).
/// </summary>
internal sealed record IdentitySource(IdentitySourceKind Kind, string Name)
{
    private static readonly (string Prefix, IdentitySourceKind Kind)[] Prefixes =
    [
        ("$request.header.", IdentitySourceKind.Header), ("$request.querystring.", IdentitySourceKind.Query),
        ("$context.", IdentitySourceKind.Context), ("$stageVariables.", IdentitySourceKind.StageVariable),
    ];

    /// <exception cref="FormatException">The expression is not supported.</exception>
    public static IdentitySource Parse(string expression)
    {
        foreach (var (prefix, kind) in Prefixes)
        {
            if (expression.StartsWith(prefix, StringComparison.Ordinal) && expression.Length > prefix.Length)
            {
                return new(kind, expression[prefix.Length..]);
            }
        }

        throw new FormatException($"its identity source {expression} is not one of {string.Join(", ", Prefixes.Select(pair => pair.Prefix + "NAME"))}");
    }

    /// <returns>Null if the request doesn't have it. Repeated headers and parameters are joined by commas, as in an event.</returns>
    public string? Read(GatewayRequest request)
    {
        var value = Kind switch
        {
            IdentitySourceKind.Header => string.Join(',', request.Http.Headers[Name].AsEnumerable()),
            IdentitySourceKind.Query => QueryParameters.Of(request.Query).GetValueOrDefault(Name),
            IdentitySourceKind.Context => ContextVariables.Of(Name, request),
            _ => request.Stage.Variables.GetValueOrDefault(Name),
        };
        return string.IsNullOrEmpty(value) ? null : value;
    }
}

/// <summary>Where an identity source is.</summary>
internal enum IdentitySourceKind
{
    Header,
    Query,
    Context,
    StageVariable,
}
