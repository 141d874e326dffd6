using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>The picture in README.md: starts in both conditions, as a separate SVG document.</summary>
internal static class Picture
{
    private const int Width = 760;
    private const int HeadingHeight = 36;

    // Between the plots and the edge.
    private const int Edge = 16;

    public static string Of(BenchmarkRun run)
    {
        var plots = new List<string>();
        var top = 0;
        foreach (var figure in Readme.Pictured.Where(figure => Plot.IsOf(run, figure)))
        {
            plots.Add($"""<text class="heading" y="{top + 24}">{Markup.Encode(figure.Title)}</text>""");
            plots.Add(Plot.Of(run, figure, top + HeadingHeight));
            top += HeadingHeight + Plot.HeightOf(run, figure);
        }

        return $$"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{{Width}}" height="{{top + (2 * Edge)}}" viewBox="0 0 {{Width}} {{top + (2 * Edge)}}">
            <style>
            {{Style.OfPlots}}
            .paper { fill: var(--paper); }
            .heading { font: bold 15px system-ui, sans-serif; fill: var(--ink); }
            </style>
            <rect class="paper" width="100%" height="100%"/>
            <svg x="{{Edge}}" y="{{Edge}}" width="{{Width - (2 * Edge)}}" height="{{top}}">
            {{string.Join("\n", plots)}}
            </svg>
            </svg>

            """;
    }
}
