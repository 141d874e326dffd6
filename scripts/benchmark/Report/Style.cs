namespace Quickchange.Benchmark.Report;

/// <summary>The style of plots on the page and in the picture: a light theme, and a dark theme if the reader prefers that.</summary>
internal static class Style
{
    public const string OfPlots = """
        :root { color-scheme: light dark; --paper: #fff; --ink: #1f2328; --faint: #59636e; --grid: #d8dee4;
          --floor: #59636e; --function: #0550ae; --other: #953800; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --paper: #0d1117; --ink: #f0f6fc; --faint: #9198a1; --grid: #30363d;
            --floor: #9198a1; --function: #79c0ff; --other: #ffa657; }
        }
        .plot text { font: 13px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; }
        .plot .tick, .plot .unit { font-size: 12px; fill: var(--faint); }
        .plot .value { font-variant-numeric: tabular-nums; }
        .grid, .rule { stroke: var(--grid); }
        .floor-median { stroke: var(--floor); stroke-dasharray: 4 3; }
        .floor { color: var(--floor); }
        .function { color: var(--function); }
        .other { color: var(--other); }
        .plot circle { fill: currentColor; fill-opacity: .45; }
        .spread { fill: currentColor; fill-opacity: .18; }
        .median { stroke: currentColor; stroke-width: 3; }
        """;
}
