using Quickchange.LocalCloud.Tests.Compute;

namespace Quickchange.LocalCloud.Tests;

/// <summary>A local cloud for each test, in front of a fake AWS API.</summary>
public abstract class CloudFixture
{
    private Cloud _cloud = null!;

    private protected string Folder { get; } = Directory.CreateTempSubdirectory("quickchange-").FullName;

    private protected FakeAws Aws { get; private set; } = null!;

    private protected CommandLine Options { get; private set; } = null!;

    [SetUp]
    public async Task StartCloud()
    {
        Aws = await FakeAws.StartAsync();
        Options = new(FakeAws.FreePort(), FakeAws.FreePort(), Aws.Url, Folder);
        _cloud = new(Options, firstRetry: TimeSpan.FromMilliseconds(50));
        await _cloud.StartAsync();
    }

    [TearDown]
    public async Task StopCloud()
    {
        await _cloud.DisposeAsync();
        await Aws.DisposeAsync();
    }

    [OneTimeTearDown]
    public void Clean() => Directory.Delete(Folder, recursive: true);
}
