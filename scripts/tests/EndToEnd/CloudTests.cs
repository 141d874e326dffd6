namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests of the cloud that they share.</summary>
[Category("e2e")]
public abstract class CloudTests
{
    private protected static Cloud Cloud => SharedCloud.Cloud;
}
