using Quickchange.Pipeline;

namespace Quickchange.Report;

/// <summary>Summarizes a day from the tables and the queue's metric.</summary>
internal sealed class ReportMaker(ResultTable results, FileTable files, QueueAgeMetric queueAge)
{
    /// <exception cref="Exception">AWS rejected a request or could not be reached, after the clients' own retries.</exception>
    public async Task<DayReport> MakeAsync(DateOnly day)
    {
        var currencies = new SortedDictionary<string, CurrencyTotals>(StringComparer.Ordinal);
        var answered = 0L;
        await foreach (var row in results.OfDayAsync(day))
        {
            if (!currencies.TryGetValue(row.Currency, out var totals))
            {
                currencies[row.Currency] = totals = new(row.Currency);
            }

            totals.Add(row);
            answered++;
        }

        var (read, accepted, rejected) = (0L, 0L, 0L);
        await foreach (var file in files.OfDayAsync(day))
        {
            read++;
            accepted += file.Accepted;
            rejected += file.Rejected;
        }

        return new(
            day, answered, rejected, accepted, read,
            [.. currencies.Values.Select(totals => totals.ToReport())], await queueAge.OldestOfDayAsync(day));
    }
}
