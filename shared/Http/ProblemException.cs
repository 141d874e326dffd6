namespace Quickchange.Http;

/// <summary>A request that is rejected for a reason that the caller can fix. A handler responds with the problem.</summary>
public sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    public ProblemException(int status, string detail)
        : this(new Problem(status, detail))
    {
    }

    public Problem Problem { get; } = problem;
}
