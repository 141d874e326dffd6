using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>A request and what the gateway has found out about it.</summary>
internal sealed record GatewayRequest(
    HttpRequest Http, string Id, DateTimeOffset Time, Api Api, Stage Stage, Route Route,
    IReadOnlyDictionary<string, string> PathParameters, string RawPath)
{
    public Integration Integration => Route.Integration!;

    public string AccountId => Integration.FunctionArn.Split(':')[4];

    /// <summary>What a permission's source ARN is compared with; parameters keep their braces.</summary>
    public string RouteArn
    {
        get
        {
            var region = Integration.FunctionArn.Split(':')[3];
            var place = Route.Key == Route.Default ? Route.Key : Route.Key.Replace(" /", "/", StringComparison.Ordinal);
            return $"arn:aws:execute-api:{region}:{AccountId}:{Api.Id}/{Stage.Name}/{place}";
        }
    }
}
