namespace Quickchange.Benchmark.Results;

/// <summary>The kinds of contestants: the values of <see cref="Contestant.Kind"/>.</summary>
public static class ContestantKind
{
    /// <summary>The C program that does as little as a function can.</summary>
    public const string Floor = "floor";

    /// <summary>A function of this repository in its current build.</summary>
    public const string Function = "function";

    /// <summary>A user's zip from --beside.</summary>
    public const string Beside = "beside";

    /// <summary>A function of another commit from --against.</summary>
    public const string Against = "against";

    /// <summary>A function that is built on AWS's own packages.</summary>
    public const string Aws = "aws";
}
