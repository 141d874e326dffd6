using System.Globalization;
using System.Text;
using Quickchange.Scripts.Tests.Builds;

namespace Quickchange.Scripts.Tests.Budgets;

/// <summary>Tests that builds meet functions/budgets.json, and writes all figures to artifacts/budgets.md.</summary>
[Category("e2e")]
[Category("budgets")]
[Parallelizable]
public class BudgetTests
{
    private static readonly string[] Processors = ["x64", "arm64"];

    private readonly List<Figures> _figures = [];

    // Figures of running functions exist only for this machine's processor, and page faults only where they were counted.
    private static IEnumerable<Budget> Held => Budget.All.Where(static budget => budget.Figure switch
    {
        Figures.Allocated or Figures.Calls => budget.Architecture == Published.HostArchitecture,
        Figures.Faults => budget.Architecture == Published.HostArchitecture && Budget.IsOfThisMachine,
        _ => true,
    });

    [OneTimeSetUp]
    public async Task Measure()
    {
        foreach (var processor in Processors)
        {
            await Published.FunctionsAsync(processor);
        }

        var running = RunningFigures.OfAll();
        _figures.AddRange(
            from processor in Processors
            from function in Repository.Functions
            select Figures.Of(function, processor, processor == Published.HostArchitecture ? running[function] : null));

        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts", "budgets.md"), Table());
    }

    [TestCaseSource(nameof(Held))]
    public void It_is_held(Budget budget)
    {
        var figures = _figures.Single(each => each.Function == budget.Function && each.Architecture == budget.Architecture);
        Assert.That(figures.Values, Does.ContainKey(budget.Figure), $"{budget} can't be measured on this machine");
        var most = budget.Figure == Figures.Faults ? budget.Most * (100 + Budget.TolerancePercent) / 100 : budget.Most;

        Assert.That(figures.Values[budget.Figure], Is.AtMost(most), $"""
            {budget} is over its budget, which is: {budget.Reason}
            Find out what grew, or raise {budget.Figure} of {budget.Function} in functions/budgets.json and say why.
            """);
    }

    // Each function's figures with their budgets, and a column for each processor.
    private string Table()
    {
        var text = new StringBuilder("| function | figure | x64 | budget | arm64 | budget |\n| --- | --- | --: | --: | --: | --: |\n");
        foreach (var function in Repository.Functions)
        {
            foreach (var figure in Figures.Names)
            {
                var cells = Processors.SelectMany(processor => new[] { NowOf(function, figure, processor), BudgetOf(function, figure, processor) });
                text.Append(CultureInfo.InvariantCulture, $"| {function} | {figure} | {string.Join(" | ", cells)} |\n");
            }
        }

        return text.ToString();
    }

    private long? NowOf(string function, string figure, string processor) =>
        _figures.Single(each => each.Function == function && each.Architecture == processor).Values.TryGetValue(figure, out var now) ? now : null;

    private static long? BudgetOf(string function, string figure, string processor) =>
        Budget.All.SingleOrDefault(each => (each.Function, each.Figure, each.Architecture) == (function, figure, processor))?.Most;
}
