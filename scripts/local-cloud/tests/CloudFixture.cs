using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests;

/// <summary>A local cloud for each test, in front of a fake AWS API.</summary>
public abstract class CloudFixture
{
    private protected string Folder { get; } = Directory.CreateTempSubdirectory("quickchange-").FullName;

    private protected FakeAws Aws { get; private set; } = null!;

    private protected Cloud Cloud { get; private set; } = null!;

    /// <summary>The settings that this fixture's tests shorten.</summary>
    private protected virtual ComputeSettings Settings { get; } = Patient with
    {
        ErrorRetry = TimeSpan.FromMilliseconds(50),
        ThrottleRetry = TimeSpan.FromMilliseconds(50),
    };

    /// <summary>Whether timeouts also apply to processes that the user runs.</summary>
    private protected virtual bool Timeouts => false;

    /// <summary>The settings of Lambda, except for a limit that a slow machine would reach.</summary>
    private protected static ComputeSettings Patient { get; } = new() { InitLimit = TimeSpan.FromMinutes(10) };

    [SetUp]
    public async Task StartCloud()
    {
        Aws = await FakeAws.StartAsync();
        Cloud = new(new(0, 0, Aws.Url, "test-", "/issuer", Folder) { Timeouts = Timeouts }, FakeAws.Secrets, Settings);
        await Cloud.StartAsync();
    }

    [TearDown]
    public async Task StopCloud()
    {
        await Cloud.DisposeAsync();
        await Aws.DisposeAsync();
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(Folder, recursive: true);
}
