namespace Quickchange.Change.Tests.Costs;

/// <summary>What a search maximizes.</summary>
internal enum CostGoal
{
    /// <summary>The number of steps.</summary>
    Steps,

    /// <summary>The time per step.</summary>
    Time,

    /// <summary>The number of allocated bytes.</summary>
    Memory,
}
