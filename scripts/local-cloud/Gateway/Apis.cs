using Quickchange.LocalCloud.Aws;
using Quickchange.LocalCloud.Compute;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The HTTP APIs and the functions' resource policies, from the AWS API.</summary>
internal sealed class Apis(AwsClient aws)
{
    private readonly AwsCache<IReadOnlyList<Api>> _apis = new();
    private readonly AwsCache<ResourcePolicy> _policies = new();
    private int _changes;

    /// <summary>The number of change notifications. Data that was read while it increased may be inconsistent.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>
    /// The API for a path: the one that the host names, otherwise the first with the path's stage, otherwise the first with a
    /// $default stage.
    /// </summary>
    public async Task<Api?> FindAsync(string host, string path)
    {
        var apis = await _apis.GetAsync("/v2/apis", ReadAsync);
        var named = host.Split('.')[0];
        var stage = Api.FirstSegment(path);
        return apis.FirstOrDefault(api => api.Id == named)
            ?? apis.FirstOrDefault(api => api.Stages.ContainsKey(stage))
            ?? apis.FirstOrDefault(api => api.Stages.ContainsKey(Stage.Default));
    }

    public Task<ResourcePolicy> PolicyOfAsync(FunctionName function)
    {
        var (name, qualifier) = function;
        return _policies.GetAsync(
            $"/2015-03-31/functions/{name}/policy{(qualifier is null ? "" : $"?Qualifier={qualifier}")}", path => ResourcePolicy.ReadAsync(aws, path));
    }

    public void Forget()
    {
        _apis.Clear();
        _policies.Clear();
        // Last, so that a reader who sees the new number sees no old data.
        Interlocked.Increment(ref _changes);
    }

    private async Task<IReadOnlyList<Api>> ReadAsync(string list)
    {
        var apis = new List<Api>();
        foreach (var api in Api.Items(await aws.GetAsync("apigateway", list)).Where(api => (string?)api["protocolType"] == "HTTP"))
        {
            var path = $"{list}/{(string)api["apiId"]!}";
            apis.Add(Api.Parse(
                api,
                await aws.GetAsync("apigateway", $"{path}/routes"),
                await aws.GetAsync("apigateway", $"{path}/integrations"),
                await aws.GetAsync("apigateway", $"{path}/authorizers"),
                await aws.GetAsync("apigateway", $"{path}/stages")));
        }

        return apis;
    }
}
