using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests;

public class StatisticsTests
{
    [TestCase(0.0, 1.0)]
    [TestCase(0.1, 1.4)]
    [TestCase(0.5, 3.0)]
    [TestCase(0.9, 4.6)]
    [TestCase(1.0, 5.0)]
    public void A_quantile_is_interpolated_between_its_neighbours(double fraction, double expected) =>
        Assert.That(Statistics.Quantile([5, 1, 4, 2, 3], fraction), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void The_median_of_two_is_their_mean() => Assert.That(Statistics.Median([2, 1]), Is.EqualTo(1.5));

    [Test]
    public void One_sample_is_each_of_its_quantiles() =>
        Assert.That(Statistics.Of([7]), Is.EqualTo(new Distribution(7, 7, 7)));

    [Test]
    public void No_samples_have_no_quantile() => Assert.That(static () => Statistics.Median([]), Throws.ArgumentException);

    [TestCase(-0.1)]
    [TestCase(1.1)]
    [TestCase(double.NaN)]
    public void A_fraction_is_from_0_to_1(double fraction) =>
        Assert.That(() => Statistics.Quantile([1], fraction), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void A_contestant_is_told_as_a_multiple_of_the_floor_in_the_same_condition()
    {
        var floor = Samples.Contestant("floor", ContestantKind.Floor, [Samples.Starts(Starts.Warm, 1, 2, 3)], 10);
        var change = Samples.Contestant(
            "change", ContestantKind.Function, [Samples.Starts(Starts.Warm, 4, 5, 6), Samples.Starts(Starts.Evicted, 9)], 15);
        var run = Samples.Run(floor, change);

        Assert.Multiple(() =>
        {
            Assert.That(Statistics.TimesFloor(run, change, Starts.Warm), Is.EqualTo(2.5));
            Assert.That(Statistics.TimesFloor(run, floor, Starts.Warm), Is.EqualTo(1));
            Assert.That(Statistics.TimesFloor(run, change, Starts.Evicted), Is.Null, "the floor was not measured so");
            Assert.That(Statistics.WarmTimesFloor(run, change), Is.EqualTo(1.5));
            Assert.That(Statistics.WarmTimesFloor(run, change with { Warm = null }), Is.Null);
        });
    }

    [Test]
    public void A_run_is_read_as_it_was_written()
    {
        var run = Samples.Run(Samples.Contestant("floor", ContestantKind.Floor, [Samples.Starts(Starts.Warm, 1, 2)], 10));

        var json = run.ToJson();

        Assert.Multiple(() =>
        {
            Assert.That(json, Does.Contain("\"together_ms\"").And.Contain("\"system_calls_up_to_next\""));
            Assert.That(BenchmarkRun.Parse(json).ToJson(), Is.EqualTo(json));
            Assert.That(static () => BenchmarkRun.Parse("{}"), Throws.InstanceOf<System.Text.Json.JsonException>());
        });
    }
}
