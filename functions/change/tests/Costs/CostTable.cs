using System.Globalization;
using System.Text;

namespace Quickchange.Change.Tests.Costs;

/// <summary>The results of the search, by kind of request.</summary>
internal sealed class CostTable
{
    // With fewer steps than this, the other costs of a request are higher.
    private const long FewSteps = 10_000_000;

    private readonly SortedDictionary<string, Worst> _kinds = new(StringComparer.Ordinal);

    public Worst All { get; private set; } = new();

    public void Add(Measurement measured)
    {
        lock (_kinds)
        {
            All = All.With(measured);
            _kinds[measured.Candidate.Kind] = _kinds.GetValueOrDefault(measured.Candidate.Kind, new()).With(measured);
        }
    }

    public override string ToString()
    {
        lock (_kinds)
        {
            var text = new StringBuilder()
                .AppendLine("| requests with | how many | beyond the budget they were tried with | most steps | longest, ms | ns a step, at most | most allocated, MB |")
                .AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
            foreach (var (kind, worst) in _kinds.Append(new("all", All)))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {kind} | {worst.Count} | {worst.Cut} | {worst.Steps} | {worst.Time.TotalMilliseconds:0} | {worst.Ratio:0.00} | {worst.Allocated / 1e6:0} |");
            }

            return text
                .AppendLine().AppendLine("The longest:").AppendLine().AppendLine(Shown(All.Longest))
                .AppendLine().AppendLine("The one that took longest for its steps:").AppendLine().AppendLine(Shown(All.Dearest))
                .ToString();
        }
    }

    private static string Shown(Measurement? measured)
    {
        if (measured is null)
        {
            return "none";
        }

        var request = measured.Candidate.ToRequest();
        var text = request.Body ?? $"{request.Path} {measured.Candidate}";
        return $"    {measured.Status}, {measured.Steps} steps, {measured.Time.TotalMilliseconds:0} ms: {Text.Shorten(text, 3000)}";
    }

    internal sealed record Worst(int Count = 0, int Cut = 0, long Steps = 0, long Allocated = 0, Measurement? Longest = null, Measurement? Dearest = null)
    {
        public TimeSpan Time => Longest?.Time ?? default;

        // Nanoseconds per step.
        public double Ratio => Dearest is null ? 0 : RatioOf(Dearest);

        public Worst With(Measurement measured) => new(
            Count + 1,
            Cut + (measured.IsCut ? 1 : 0),
            Math.Max(Steps, measured.Steps),
            Math.Max(Allocated, measured.Allocated),
            measured.Time > Time ? measured : Longest,
            measured.Steps >= FewSteps && RatioOf(measured) > Ratio ? measured : Dearest);

        private static double RatioOf(Measurement measured) => measured.Time.TotalNanoseconds / measured.Steps;
    }
}
