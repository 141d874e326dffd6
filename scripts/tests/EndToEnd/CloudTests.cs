namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that share a cloud.</summary>
[Category("e2e")]
public abstract class CloudTests
{
    private protected static Cloud Cloud => SharedCloud.Cloud;

    /// <summary>The OpenAPI document; null if no function serves it.</summary>
    private protected static async Task<ApiDocument?> DocumentAsync() =>
        Repository.Built.WithDocument.Any() ? await ApiDocument.ReadAsync(Cloud.Http) : null;
}
