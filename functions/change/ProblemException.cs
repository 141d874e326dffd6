namespace Quickchange.Change;

/// <summary>A request that can't be served, for a reason that its sender can mend.</summary>
/// <param name="status">400 for what can't be read, 422 for a value that can't be served or would take too long.</param>
/// <param name="detail">What is wrong, and what to send instead.</param>
/// <param name="nearest">Where an amount can't be paid, those that can.</param>
internal sealed class ProblemException(int status, string detail, NearestAmounts? nearest = null) : Exception(detail)
{
    public Problem Problem { get; } =
        new("about:blank", status == 400 ? "Bad Request" : "Unprocessable Content", status, detail, nearest);
}
