using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Measuring;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;
using BenchmarkBuilds = Quickchange.Benchmark.Builds;
using Workspace = Quickchange.Benchmark.Workspace;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests a run with built functions.</summary>
[Category("e2e")]
[NonParallelizable]
public class BenchmarkTests
{
    [Test]
    public async Task A_function_that_calls_AWS_is_measured_without_and_with_TLS()
    {
        using var builds = new Workspace(Repository.Root);
        await new BenchmarkBuilds(builds.Folder, static _ => { }, CancellationToken.None).BuildAsync(Repository.Root, ["hello", "worker"]);
        using var field = new Field(builds.Folder);
        field.Add(Floor.Name, ContestantKind.Floor, Floor.Build(builds.Folder), Repository.Built);
        field.Add(Repository.Built, ["hello", "worker"], "", ContestantKind.Function);
        using var starter = new ProcessStarter(builds.Folder);

        var contestants = new Measurement(field.Candidates, starter, 1, TimeSpan.FromSeconds(2), static _ => { }, CancellationToken.None).Measure();

        Assert.Multiple(() =>
        {
            Assert.That(contestants.Select(static each => each.Name), Is.EqualTo([Floor.Name, "hello", "worker", "worker, TLS"]));
            Assert.That(contestants.Select(static each => each.Tls), Is.EqualTo([false, false, false, true]));
            Assert.That(contestants.Skip(1).Select(static each => each.Warm!.AllocatedBytes), Has.All.InRange(100, 10_000_000));
        });
    }
}
