using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests;

public class StatisticsTests
{
    [TestCase(0.0, 1.0)]
    [TestCase(0.1, 1.4)]
    [TestCase(0.5, 3.0)]
    [TestCase(0.9, 4.6)]
    [TestCase(1.0, 5.0)]
    public void A_quantile_is_interpolated_between_its_neighbors(double fraction, double expected) =>
        Assert.That(Statistics.Quantile([5, 1, 4, 2, 3], fraction), Is.EqualTo(expected).Within(1e-12));

    [Test]
    public void One_sample_is_each_of_its_quantiles() =>
        Assert.That(Statistics.Of([7]), Is.EqualTo(new Distribution(7, 7, 7)));

    [Test]
    public void No_samples_have_no_quantile() => Assert.That(static () => Statistics.Median([]), Throws.ArgumentException);

    [Test]
    public void A_contestant_is_told_as_a_multiple_of_the_floor_in_the_same_condition()
    {
        var floor = Runs.Contestant("C", ContestantKind.Floor, warm: [1, 2, 3]);
        var change = Runs.Contestant("change", ContestantKind.Function, warm: [4, 5, 6], evicted: [9]);
        change = change with { Warm = change.Warm! with { ProcessorUs = [30] } };
        var run = Runs.Of(floor, change);

        Assert.Multiple(() =>
        {
            Assert.That(Statistics.TimesFloor(run, change, Starts.Warm), Is.EqualTo(2.5));
            Assert.That(Statistics.TimesFloor(run, floor, Starts.Warm), Is.EqualTo(1));
            Assert.That(Statistics.TimesFloor(run, change, Starts.Evicted), Is.Null, "the floor was not measured in this condition");
            Assert.That(Statistics.WarmTimesFloor(run, change), Is.EqualTo(1.5));
            Assert.That(Statistics.WarmTimesFloor(run, change with { Warm = null }), Is.Null);
        });
    }
}
