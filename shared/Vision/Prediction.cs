namespace Quickchange.Vision;

/// <summary>A class, and how probable it is.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Probability">From 0 to 1; those of all classes add up to 1.</param>
public readonly record struct Prediction(string Label, float Probability);
