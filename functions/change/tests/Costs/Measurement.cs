using Quickchange.Algorithms;

namespace Quickchange.Change.Tests.Costs;

/// <summary>What a request cost.</summary>
/// <param name="Candidate">What it is made of.</param>
/// <param name="Status">Its answer's.</param>
/// <param name="Steps">The steps that it took of its budget.</param>
/// <param name="Time">Processor time.</param>
/// <param name="Allocated">Bytes.</param>
/// <param name="IsCut">Whether the budget was too small for all that it asks for.</param>
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
