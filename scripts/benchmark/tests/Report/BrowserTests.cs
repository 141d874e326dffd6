using Quickchange.Benchmark.Report;
using Quickchange.Scripts.Tests.EndToEnd.Browser;

namespace Quickchange.Benchmark.Tests.Report;

/// <summary>Tests the page in Chromium, from a file, on a wide screen and on a phone.</summary>
[Category("e2e")]
public class BrowserTests
{
    private static readonly string[] Names = ["C", "change", "rust"];

    private string _folder = "";
    private IReadOnlyList<View> _views = [];

    [OneTimeSetUp]
    public async Task Open()
    {
        _folder = Directory.CreateTempSubdirectory().FullName;
        ReportFiles.Write(Runs.Usual, _folder);
        _views = await Chromium.RunAsync<IReadOnlyList<View>>(
            Path.Combine(Repository.Root, "scripts", "benchmark", "tests", "Report", "page.mjs"),
            new { url = new Uri(Path.Combine(_folder, "bench.html")).AbsoluteUri, sizes = new[] { new { width = 1280, height = 800 }, new { width = 360, height = 640 } } });
    }

    [OneTimeTearDown]
    public void Delete() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void It_has_a_plot_for_each_figure_and_in_it_a_mark_for_each_contestant() => Assert.That(
        _views.Select(static view => view.Plots.Select(static plot => plot.Medians)),
        Is.All.EqualTo(Enumerable.Repeat(Names, Figure.Plotted.Count)));

    [Test]
    public void Marks_are_in_order_within_the_plot_and_no_text_runs_into_another()
    {
        foreach (var view in _views)
        {
            Assert.That(view.Plots.Select(static plot => plot.Width), Is.All.InRange(view.Width / 2, view.Width));
            Assert.That(view.Plots.Select(static plot => plot.Outside), Is.All.Zero);
            Assert.That(view.Plots.Select(static plot => plot.Overlapping), Is.All.Empty);
        }
    }

    [Test]
    public void It_fits_the_screen() => Assert.That(_views.Select(static view => view.ScrollWidth - view.Width), Is.All.LessThanOrEqualTo(0));

    [Test]
    public void It_is_dark_where_that_is_preferred_and_light_on_paper() => Assert.That(
        _views.Select(static view => (view.Light, view.Dark, view.Printed)),
        Is.All.EqualTo(("rgb(255, 255, 255)", "rgb(13, 17, 23)", "rgb(255, 255, 255)")));

    [Test]
    public void The_console_has_no_error_and_nothing_is_asked_for() =>
        Assert.That(_views.SelectMany(static view => view.Errors.Concat(view.Requests.Skip(1))), Is.Empty);

    /// <summary>The page at one size.</summary>
    /// <param name="Width">Of the screen, in px.</param>
    /// <param name="ScrollWidth">Of the page.</param>
    /// <param name="Plots">In their order.</param>
    /// <param name="Light">The background where light is preferred.</param>
    /// <param name="Dark">The background where dark is.</param>
    /// <param name="Printed">The background on paper, where dark is preferred.</param>
    /// <param name="Errors">Of the console and of scripts.</param>
    /// <param name="Requests">What was asked for, the page first.</param>
    internal sealed record View(
        double Width,
        double ScrollWidth,
        IReadOnlyList<PlotView> Plots,
        string Light,
        string Dark,
        string Printed,
        IReadOnlyList<string> Errors,
        IReadOnlyList<string> Requests);

    /// <param name="Width">In px.</param>
    /// <param name="Medians">The names of the contestants that have a visible stroke at their median.</param>
    /// <param name="Outside">How many marks are not within the plot.</param>
    /// <param name="Overlapping">Pairs of texts that run into each other.</param>
    internal sealed record PlotView(double Width, IReadOnlyList<string> Medians, int Outside, IReadOnlyList<string> Overlapping);
}
