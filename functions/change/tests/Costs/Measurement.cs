using Quickchange.Algorithms;

namespace Quickchange.Change.Tests.Costs;

/// <summary>The cost of a request.</summary>
/// <param name="Candidate">The request.</param>
/// <param name="Status">The status of its answer.</param>
/// <param name="Steps">The steps of its budget that it used.</param>
/// <param name="Time">The CPU time.</param>
/// <param name="Allocated">The number of allocated bytes.</param>
/// <param name="IsCut">Whether the budget was too small for everything that it requests.</param>
internal sealed record Measurement(Candidate Candidate, int Status, long Steps, TimeSpan Time, long Allocated, bool IsCut)
{
    public static Measurement Of(Candidate candidate, long budget)
    {
        var request = candidate.ToRequest().ToEvent();
        var steps = new StepBudget(budget);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var time = ThreadClock.Now;
        var response = new ChangeHandler().Answer(request, steps);
        return new(
            candidate, response.StatusCode, steps.Spent, ThreadClock.Now - time, GC.GetAllocatedBytesForCurrentThread() - allocated,
            response.Body.Contains("would take too long", StringComparison.Ordinal));
    }
}
