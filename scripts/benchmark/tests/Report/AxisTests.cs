using Quickchange.Benchmark.Report;

namespace Quickchange.Benchmark.Tests.Report;

public class AxisTests
{
    [Test]
    public void Samples_of_one_decade_are_on_a_linear_axis_from_0()
    {
        var axis = Axis.Over([3, 9]);
        Assert.That((axis.Logarithmic, axis.From, axis.To), Is.EqualTo((false, 0.0, 10.0)));
        Assert.That(axis.Ticks, Is.EqualTo(new[] { 0.0, 2, 4, 6, 8, 10 }));
        Assert.That(axis.PositionOf(2.5), Is.EqualTo(0.25).Within(1e-9));
    }

    [Test]
    public void Samples_of_more_are_on_a_logarithmic_axis()
    {
        var axis = Axis.Over([1, 10, 100]);
        Assert.That((axis.Logarithmic, axis.From, axis.To), Is.EqualTo((true, 1.0, 100.0)));
        Assert.That(axis.Ticks, Is.EqualTo(new[] { 1.0, 2, 5, 10, 20, 50, 100 }));
        Assert.That(axis.PositionOf(10), Is.EqualTo(0.5).Within(1e-9));
    }

    [TestCase(0)]
    [TestCase(31)]
    [TestCase(0, 1000)]
    [TestCase(-5, 20)]
    [TestCase(0.0003, 0.0031)]
    [TestCase(0.39, 42.7)]
    [TestCase(1, 9.99)]
    [TestCase(1e-9, 1e12)]
    public void Every_sample_has_its_place_and_ticks_are_few(params double[] samples)
    {
        var axis = Axis.Over(samples);
        Assert.That(samples.Select(axis.PositionOf), Is.All.InRange(0, 1 + 1e-9));
        Assert.That(axis.Ticks.Select(axis.PositionOf), Is.Ordered.And.All.InRange(0, 1 + 1e-9));
        Assert.That(axis.Ticks, Has.Count.InRange(2, 10));
    }
}
