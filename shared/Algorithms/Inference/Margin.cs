namespace Quickchange.Algorithms.Inference;

internal readonly record struct Margin(int Top, int Left, int Bottom, int Right);
