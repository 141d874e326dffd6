using System.Globalization;

namespace Quickchange.Change.Tests.Costs;

/// <summary>
/// Searches for the most expensive requests: <c>scripts/test costs</c>. QUICKCHANGE_COSTS_SEED is the seed of the search, and
/// QUICKCHANGE_COSTS_REQUESTS the number of requests (by default, 4,000, which take a minute). QUICKCHANGE_COSTS_TABLE and
/// QUICKCHANGE_COSTS_KEEP are the files for the table and for the worst hundred requests.
/// </summary>
[Category("costs")]
public class CostTests
{
    // The same number on every machine, so that a seed finds the same requests everywhere. Two of four searches maximize steps.
    private const int Searches = 16;

    private static readonly int Seed = Number("QUICKCHANGE_COSTS_SEED", 1);
    private static readonly int Requests = Number("QUICKCHANGE_COSTS_REQUESTS", 4_000);

    [Test]
    public void No_request_that_the_search_finds_costs_more_than_its_budget()
    {
        var table = new CostTable();
        var searches = Enumerable.Range(0, Searches)
            .Select(search => new CostSearch((Seed * Searches) + search, (CostGoal)(search % 4 % 3))).ToArray();

        Parallel.ForEach(searches, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, search =>
        {
            for (var i = 0; i < Requests / Searches; i++)
            {
                var measured = search.Next();
                Assert.That(measured.Status, Is.AnyOf(200, 400, 422), measured.Candidate.ToString());
                table.Add(measured);
                Report(table.All);
            }
        });

        TestContext.Out.WriteLine(table);
        Write("QUICKCHANGE_COSTS_TABLE", $"Seed {Seed}:\n\n{table}");
        Write("QUICKCHANGE_COSTS_KEEP", KeptRequest.Write(KeptRequest.Choose(searches.SelectMany(search => search.Best))));
        using var all = Assert.EnterMultipleScope();
        Assert.That(table.All.Steps, Is.InRange(RequestBudget.Most / 2, RequestBudget.Most), "the search reaches what it is for");
        Assert.That(table.All.Allocated, Is.LessThan(100_000_000), "what the steps allow, and the request");
    }

    private static void Report(CostTable.Worst all)
    {
        if (all.Count % (Requests / 50) == 0)
        {
            TestContext.Progress.WriteLine(
                $"{all.Count} of {Requests} requests; the worst took {all.Steps} steps, {all.Time.TotalMilliseconds:0} ms, {all.Allocated / 1_000_000} MB");
        }
    }

    private static void Write(string variable, string text)
    {
        if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file)
        {
            File.WriteAllText(file, text);
        }
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
