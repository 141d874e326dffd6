namespace Quickchange.Change.Tests.Costs;

/// <summary>What a search climbs to.</summary>
internal enum CostGoal
{
    /// <summary>Many steps.</summary>
    Steps,

    /// <summary>Much time for the steps that it takes.</summary>
    Time,

    /// <summary>Many bytes allocated.</summary>
    Memory,
}
