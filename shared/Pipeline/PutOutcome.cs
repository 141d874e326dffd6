namespace Quickchange.Pipeline;

/// <summary>What became of a result that was put into the table.</summary>
public enum PutOutcome
{
    /// <summary>It is there now.</summary>
    Written,

    /// <summary>It was there: the same id, amount and currency.</summary>
    Duplicate,

    /// <summary>There is a result of the same id for another amount or currency, and it stays.</summary>
    Conflict,
}
