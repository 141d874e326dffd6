using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>
/// The denominations of currencies, each set made once. Only canonical sets are kept: others make tables of their own when they
/// are used, and the same request would cost less the second time.
/// </summary>
internal sealed class CurrencySets
{
    private Entry? _newest;

    /// <returns>Null where the currency's denominations are not known.</returns>
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
            // What another thread has added meanwhile is lost, and made again.
            Volatile.Write(ref _newest, new(currency, notes, set, newest));
        }

        return set;
    }

    private sealed record Entry(string Currency, bool Notes, DenominationSet Set, Entry? Older);
}
