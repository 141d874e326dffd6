using System.Net;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The functions that the AWS API knows.</summary>
internal sealed class Functions
{
    private readonly AwsCache<JsonNode?> _aliases;
    private readonly AwsCache<FunctionVersion?> _versions;
    private readonly AwsCache<EventInvokeConfig> _configs;
    private readonly Random _random;

    public Functions(AwsClient aws, Random random)
    {
        _random = random;
        _aliases = new(path => FindAsync(aws, path));
        _versions = new(async path => await FindAsync(aws, path) is { } function ? FunctionVersion.Parse(function) : null);
        _configs = new(async path => await FindAsync(aws, path) is { } config ? EventInvokeConfig.Parse(config) : EventInvokeConfig.Default);
    }

    /// <summary>Resolves a function to a version; of an alias with weights, to one of its two.</summary>
    /// <exception cref="FunctionNotFoundException">There is no such function or qualifier.</exception>
    public async Task<FunctionVersion> ResolveAsync(FunctionName function)
    {
        var path = $"/2015-03-31/functions/{Uri.EscapeDataString(function.Name)}";
        var version = function.Qualifier;
        if (function.NamesAlias)
        {
            version = await _aliases.GetAsync($"{path}/aliases/{Uri.EscapeDataString(version!)}") is { } alias
                ? VersionOf(alias)
                : throw new FunctionNotFoundException(function);
        }

        return await _versions.GetAsync(path + Query(version)) ?? throw new FunctionNotFoundException(function);
    }

    /// <summary>How the function, version or alias that was named takes asynchronous invocations.</summary>
    public Task<EventInvokeConfig> EventInvokeConfigAsync(FunctionName function) =>
        _configs.GetAsync($"/2019-09-25/functions/{Uri.EscapeDataString(function.Name)}/event-invoke-config{Query(function.Qualifier)}");

    public void Forget()
    {
        _aliases.Clear();
        _versions.Clear();
        _configs.Clear();
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html: the weight is the additional version's.
    private string VersionOf(JsonNode alias)
    {
        var additional = alias["RoutingConfig"]?["AdditionalVersionWeights"]?.AsObject().FirstOrDefault();
        return additional is { Key: { } version, Value: { } weight } && _random.NextDouble() < (double)weight
            ? version
            : (string)alias["FunctionVersion"]!;
    }

    private static string Query(string? qualifier) => qualifier is null ? "" : $"?Qualifier={Uri.EscapeDataString(qualifier)}";

    private static async Task<JsonNode?> FindAsync(AwsClient aws, string path)
    {
        try
        {
            return await aws.GetAsync("lambda", path);
        }
        catch (AwsException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}
