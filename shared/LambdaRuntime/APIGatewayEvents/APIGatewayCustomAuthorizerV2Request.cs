#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.APIGatewayEvents;

/// <summary>
/// A request to the Lambda authorizer of an HTTP API, payload format 2.0
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html">format</see>).
/// It is the caller's request without the body. Members that the event doesn't contain are null.
/// </summary>
[JsonConverter(typeof(EventConverter<APIGatewayCustomAuthorizerV2Request>))]
public class APIGatewayCustomAuthorizerV2Request
{
    internal StringMap LateHeaders;
    internal StringMap LateQueryStringParameters;
    internal StringMap LatePathParameters;
    internal StringMap LateStageVariables;

    /// <summary>Always <c>REQUEST</c>.</summary>
    public string Type { get; set; }

    /// <summary>The ARN of the requested route: <c>arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH</c>.</summary>
    public string RouteArn { get; set; }

    /// <summary>The values of the authorizer's identity sources, in their order.</summary>
    public List<string> IdentitySource { get; set; }

    /// <summary>The matching route: <c>POST /change</c>, <c>$default</c>.</summary>
    public string RouteKey { get; set; }

    /// <summary>The decoded path. It begins with the stage name unless the stage is <c>$default</c>.</summary>
    public string RawPath { get; set; }

    /// <summary>The raw query string, still encoded.</summary>
    public string RawQueryString { get; set; }

    public List<string> Cookies { get; set; }

    /// <summary>The headers. Names are in lowercase; repeated headers are joined by commas.</summary>
    public Dictionary<string, string> Headers
    {
        get => (Dictionary<string, string>)LateHeaders.Value;
        set => LateHeaders.Value = value;
    }

    /// <summary>The decoded query parameters. Repeated names are joined by commas.</summary>
    public Dictionary<string, string> QueryStringParameters
    {
        get => (Dictionary<string, string>)LateQueryStringParameters.Value;
        set => LateQueryStringParameters.Value = value;
    }

    public Dictionary<string, string> PathParameters
    {
        get => (Dictionary<string, string>)LatePathParameters.Value;
        set => LatePathParameters.Value = value;
    }

    public Dictionary<string, string> StageVariables
    {
        get => (Dictionary<string, string>)LateStageVariables.Value;
        set => LateStageVariables.Value = value;
    }

    public APIGatewayHttpApiV2ProxyRequest.ProxyRequestContext RequestContext { get; set; }
}
