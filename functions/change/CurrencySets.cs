using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>
/// A cache for the denominations of currencies. Only canonical sets are cached, because others create tables when they are used,
/// so that the same request would cost less the second time.
/// </summary>
internal sealed class CurrencySets
{
    private Entry? _newest;

    /// <returns>Null if the currency's denominations are unknown.</returns>
    public DenominationSet? Of(string currency, bool notes)
    {
        var newest = Volatile.Read(ref _newest);
        for (var entry = newest; entry is not null; entry = entry.Older)
        {
            if (entry.Notes == notes && entry.Currency == currency)
            {
                return entry.Set;
            }
        }

        _ = DenominationSet.TryCreate(Denominations.Of(currency, notes), out var set);
        if (set is { IsCanonical: true })
        {
            // A set that another thread has added in the meantime is lost, and created again.
            Volatile.Write(ref _newest, new(currency, notes, set, newest));
        }

        return set;
    }

    private sealed record Entry(string Currency, bool Notes, DenominationSet Set, Entry? Older);
}
