namespace Quickchange.Pipeline;

/// <summary>The outcome of writing a result to the table.</summary>
public enum PutOutcome
{
    /// <summary>The result was written.</summary>
    Written,

    /// <summary>The same result already existed, with the same ID, amount and currency.</summary>
    Duplicate,

    /// <summary>A result with the same ID but a different amount or currency exists, and is kept.</summary>
    Conflict,
}
