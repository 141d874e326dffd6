namespace Quickchange.Algorithms.Inference;

/// <summary>The window of a convolution or a pooling, and how far it moves.</summary>
internal readonly record struct Window(int Height, int Width, int Down, int Right, Margin Padding)
{
    /// <summary>The index of an output pixel's window in a plane, whose margin is at least the padding.</summary>
    public int IndexIn(Plane plane, int row, int column) =>
        plane.IndexOf((row * Down) - Padding.Top, (column * Right) - Padding.Left);
}
