namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that share a cloud.</summary>
[Category("e2e")]
public abstract class CloudTests
{
    private protected static Cloud Cloud => SharedCloud.Cloud;
}
