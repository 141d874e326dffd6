using System.Globalization;
using System.Xml.Linq;
using Quickchange.Benchmark.Report;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests.Report;

public class PlotTests
{
    private static XElement Drawn(BenchmarkRun run, Figure? figure = null) => XElement.Parse(Plot.Of(run, figure ?? Figure.Together));

    [Test]
    public void Each_start_has_its_dot_where_the_axis_says()
    {
        // From 1 to 100, with 3 % of the width free on either side.
        var rows = RowsOf(Drawn(Runs.Usual));
        Assert.That(
            rows.Select(static row => Places(row, "circle", "cx")),
            Is.EqualTo(new[]
            {
                new[] { Place(1), Place(1), Place(1) },
                [Place(2), Place(10), Place(3)],
                [Place(100), Place(50), Place(20)],
            }).Within(0.006));

        static double Place(double sample) => 3 + (94 * Math.Log10(sample) / 2);
    }

    [Test]
    public void Dots_of_equal_samples_do_not_hide_each_other() =>
        Assert.That(RowsOf(Drawn(Runs.Usual))[0].Elements("circle").Select(static dot => dot.Attribute("cy")!.Value), Is.Unique);

    [Test]
    public void The_bar_goes_from_the_tenth_to_the_ninetieth_percentile_and_the_stroke_is_at_the_median()
    {
        // 4, 6, 8 on an axis from 0 to 10.
        var row = RowsOf(Drawn(Runs.Usual, Figure.TogetherEvicted))[2];
        Assert.That(Places(row, "rect", "x").Single(), Is.EqualTo(3 + (94 * 0.44)).Within(0.006));
        Assert.That(Places(row, "rect", "width").Single(), Is.EqualTo(94 * 0.32).Within(0.006));
        Assert.That(Places(row, "line", "x1").Single(), Is.EqualTo(3 + (94 * 0.6)).Within(0.006));
    }

    [Test]
    public void The_floors_median_goes_through_all_rows()
    {
        var plot = Drawn(Runs.Usual, Figure.TogetherEvicted);
        var line = plot.Elements("line").Single(static line => line.Attribute("class")?.Value == "floor-median");
        Assert.That(Number(line.Attribute("x1")!), Is.EqualTo(50).Within(0.006));
        Assert.That(Number(line.Attribute("y2")!), Is.GreaterThan(plot.Descendants("circle").Max(static dot => Number(dot.Attribute("cy")!))));
    }

    [Test]
    public void The_axis_has_its_unit_and_kind()
    {
        Assert.That(Unit(Figure.Together), Is.EqualTo("ms, logarithmic"));
        Assert.That(Unit(Figure.TogetherEvicted), Is.EqualTo("ms, linear"));

        static string Unit(Figure figure) =>
            Drawn(Runs.Usual, figure).Elements("text").Single(static text => text.Attribute("class")?.Value == "unit").Value;
    }

    [Test]
    public void Who_does_not_see_it_is_told_every_median()
    {
        var plot = Drawn(Runs.Usual);
        var (title, description) = (plot.Element("title")!, plot.Element("desc")!);
        Assert.That(plot.Attribute("role")!.Value, Is.EqualTo("img"));
        Assert.That(plot.Attribute("aria-labelledby")!.Value, Is.EqualTo($"{title.Attribute("id")!.Value} {description.Attribute("id")!.Value}"));
        Assert.That(title.Value, Is.EqualTo("Start to first answer"));
        Assert.That(description.Value, Does.Contain("C: 1.00 (1.00–1.00); change: 3.00 (2.20–8.60); rust: 50.0 (26.0–90.0)."));
    }

    [Test]
    public void A_contestant_without_samples_has_no_row()
    {
        var run = Runs.Of(
            Runs.Contestant("C", ContestantKind.Floor, [1], [2]), Runs.Contestant("change", ContestantKind.Function, [1]), Runs.Contestant("hello", ContestantKind.Function, [1], []));
        Assert.That(RowsOf(Drawn(run, Figure.TogetherEvicted)), Has.Count.EqualTo(1));
        Assert.That(RowsOf(Drawn(run)), Has.Count.EqualTo(3));
    }

    [Test]
    public void Names_are_text_whatever_they_are()
    {
        const string Name = "<b onload='x'>&\"\u0001\ud800";
        var row = RowsOf(Drawn(Runs.WithFloor(Runs.Contestant(Name, ContestantKind.Beside, [1]))))[1];
        Assert.That(row.Element("text")!.Value, Is.EqualTo("<b onload='x'>&\"\uFFFD\uFFFD"));
    }

    [Test]
    public void A_long_name_is_cut_but_its_title_is_not()
    {
        var name = new string('x', 100);
        var row = RowsOf(Drawn(Runs.WithFloor(Runs.Contestant(name, ContestantKind.Beside, [1]))))[1];
        Assert.That(row.Element("text")!.Value, Has.Length.LessThan(30).And.EndsWith("…"));
        Assert.That(row.Element("title")!.Value, Does.StartWith(name));
    }

    private static List<XElement> RowsOf(XElement plot) => [.. plot.Elements("g")];

    private static double[] Places(XElement row, string element, string attribute) =>
        [.. row.Elements(element).Select(each => Number(each.Attribute(attribute)!))];

    private static double Number(XAttribute attribute) => double.Parse(attribute.Value.TrimEnd('%'), CultureInfo.InvariantCulture);
}
