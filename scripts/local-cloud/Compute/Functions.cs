using System.Net;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The functions that the AWS API knows.</summary>
internal sealed class Functions
{
    private readonly AwsCache<FunctionVersion?> _versions;

    public Functions(AwsClient aws) => _versions = new(async path =>
    {
        try
        {
            return FunctionVersion.Parse(await aws.GetAsync("lambda", path));
        }
        catch (AwsException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    });

    /// <summary>Resolves a function to a version; null if there is no such function or qualifier.</summary>
    /// <param name="name">A name or an ARN, with or without a qualifier of its own.</param>
    /// <param name="qualifier">A version or an alias; null for what the name says, else $LATEST.</param>
    public Task<FunctionVersion?> ResolveAsync(string name, string? qualifier)
    {
        (name, var own) = SplitName(name);
        qualifier ??= own;
        var query = qualifier is null ? "" : $"?Qualifier={Uri.EscapeDataString(qualifier)}";
        return _versions.GetAsync($"/2015-03-31/functions/{Uri.EscapeDataString(name)}{query}");
    }

    public void Forget() => _versions.Clear();

    /// <summary>Takes apart <c>name</c>, <c>name:qualifier</c>, <c>account:function:name</c> or a whole ARN.</summary>
    public static (string Name, string? Qualifier) SplitName(string name)
    {
        var parts = name.Split(':');
        var function = Array.IndexOf(parts, "function");
        return parts[(function + 1)..] switch
        {
            [var plain] => (plain, null),
            [var plain, var qualifier] => (plain, qualifier),
            _ => (name, null),
        };
    }
}
