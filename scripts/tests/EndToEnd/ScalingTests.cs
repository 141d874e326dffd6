namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>How many execution environments a function has.</summary>
[Category("e2e")]
public class ScalingTests
{
    private static Cloud Cloud => SharedCloud.Cloud;

    // Each waits until all have come, however fast they are: one environment after the other would answer none.
    [Test]
    public async Task Requests_at_a_time_are_answered_by_as_many_environments()
    {
        const int Requests = 3;
        var folder = Directory.CreateTempSubdirectory("quickchange-").FullName;
        await using var probe = await Probe.CreateAsync(Cloud, ["meet_in_folder", folder, $"{Requests}"], timeout: 29);

        var environments = await Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => Cloud.Http.GetStringAsync(probe.Path)));
        Directory.Delete(folder, recursive: true);

        Assert.That(environments, Is.Unique);
    }
}
