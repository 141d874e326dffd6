using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The deployed functions, from the AWS API.</summary>
internal sealed class Functions(AwsClient aws, Random random)
{
    private readonly AwsCache<JsonNode?> _aliases = new();
    private readonly AwsCache<FunctionVersion?> _versions = new();
    private readonly AwsCache<EventInvokeConfig> _configs = new();

    /// <summary>Resolves a function to a version; for an alias with weights, to one of its two versions.</summary>
    /// <exception cref="FunctionNotFoundException">The function or the qualifier doesn't exist.</exception>
    public async Task<FunctionVersion> ResolveAsync(FunctionName function)
    {
        var path = $"/2015-03-31/functions/{Uri.EscapeDataString(function.Name)}";
        var version = function.Qualifier;
        if (function.NamesAlias)
        {
            version = await _aliases.GetAsync($"{path}/aliases/{Uri.EscapeDataString(version!)}", FindAsync) is { } alias
                ? VersionOf(alias)
                : throw new FunctionNotFoundException(function);
        }

        return await _versions.GetAsync(path + Query(version), FindVersionAsync) ?? throw new FunctionNotFoundException(function);
    }

    /// <summary>The names of all functions.</summary>
    public async Task<IReadOnlyList<string>> NamesAsync()
    {
        var names = new List<string>();
        await foreach (var function in aws.ListAsync("lambda", "/2015-03-31/functions/", "Functions", "NextMarker", "Marker"))
        {
            names.Add((string)function["FunctionName"]!);
        }

        return names;
    }

    /// <summary>The configuration for asynchronous invocations of a function, version or alias.</summary>
    public Task<EventInvokeConfig> EventInvokeConfigAsync(FunctionName function) =>
        _configs.GetAsync(
            $"/2019-09-25/functions/{Uri.EscapeDataString(function.Name)}/event-invoke-config{Query(function.Qualifier)}",
            async path => await FindAsync(path) is { } config ? EventInvokeConfig.Parse(config) : EventInvokeConfig.Default);

    public void Forget()
    {
        _aliases.Clear();
        _versions.Clear();
        _configs.Clear();
    }

    // https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html: the weight belongs to the additional version.
    private string VersionOf(JsonNode alias)
    {
        var additional = alias["RoutingConfig"]?["AdditionalVersionWeights"]?.AsObject().FirstOrDefault();
        return additional is { Key: { } version, Value: { } weight } && random.NextDouble() < (double)weight
            ? version
            : (string)alias["FunctionVersion"]!;
    }

    private static string Query(string? qualifier) => qualifier is null ? "" : $"?Qualifier={Uri.EscapeDataString(qualifier)}";

    private async Task<FunctionVersion?> FindVersionAsync(string path) =>
        await FindAsync(path) is { } function ? FunctionVersion.Parse(function) : null;

    private Task<JsonNode?> FindAsync(string path) => aws.FindAsync("lambda", path);
}
