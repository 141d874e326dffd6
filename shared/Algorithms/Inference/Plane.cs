namespace Quickchange.Algorithms.Inference;

/// <summary>How values lie in memory: rows of pixels of channels, with a margin of zeros that the next layer reads as padding.</summary>
internal readonly record struct Plane(int Height, int Width, int Channels, Margin Margin = default)
{
    /// <summary>From a pixel to the one below it.</summary>
    public int Stride => (Margin.Left + Width + Margin.Right) * Channels;

    public int Length => (Margin.Top + Height + Margin.Bottom) * Stride;

    /// <summary>The number of values without the margin.</summary>
    public int Values => Height * Width * Channels;

    public int Pixels => Height * Width;

    /// <summary>The index of a pixel's first channel, counted from the corner inside the margin.</summary>
    public int IndexOf(int row, int column) => ((Margin.Top + row) * Stride) + ((Margin.Left + column) * Channels);
}
