namespace Quickchange.Benchmark.Results;

/// <summary>What a contestant is: the values of <see cref="Contestant.Kind"/>.</summary>
public static class ContestantKind
{
    /// <summary>The program in C that does the least there is to do.</summary>
    public const string Floor = "floor";

    /// <summary>A function of this repository, as it is built now.</summary>
    public const string Function = "function";

    /// <summary>Someone's zip, given by --beside.</summary>
    public const string Beside = "beside";

    /// <summary>A function of another commit, given by --against.</summary>
    public const string Against = "against";

    /// <summary>A function that is built on AWS's own packages.</summary>
    public const string Aws = "aws";
}
