namespace Quickchange.Algorithms;

/// <summary>
/// The fewest coins for any amount and any set of denominations, at a cost that does not grow with the amount: it is
/// a shortest path over the residues modulo the largest denomination.
/// </summary>
/// <remarks>
/// Let L be the largest denomination. Smaller coins, k of them with the sum s, leave (amount − s) / L of it, where s has
/// the amount's residue; all together that is (amount + kL − s) / L coins. So a smaller coin c costs L − c, never
/// less than 0, and the cheapest way to the residue whose sum does not exceed the amount is the answer. Of two ways to
/// one residue, the dearer is of use only where its sum is smaller: labels are Pareto optimal, as in
/// E. Martins, <see href="https://doi.org/10.1016/0377-2217(84)90077-8">On a multicriteria shortest path problem</see>
/// (1984). By the pigeonhole principle an optimal way has fewer than L coins.
/// </remarks>
internal static class ResidueSearch
{
    private const long Unreached = long.MaxValue;

    /// <param name="amount">0 or more.</param>
    /// <param name="values">Largest first, without repetition.</param>
    /// <param name="counts">How many of each.</param>
    /// <returns>Whether the amount can be paid.</returns>
    public static bool TryPay(Int128 amount, ReadOnlySpan<long> values, Span<Int128> counts)
    {
        var largest = values[0];
        var target = (long)(amount % largest);
        var labels = new List<Label> { new(0, 0, -1, 0) };
        var smallestSums = new long[largest];
        Array.Fill(smallestSums, Unreached);
        var queue = new PriorityQueue<int, (long Cost, long Sum)>();
        queue.Enqueue(0, (0, 0));

        while (queue.TryDequeue(out var index, out var key))
        {
            var label = labels[index];
            if (label.Sum >= smallestSums[label.Residue])
            {
                continue;
            }

            smallestSums[label.Residue] = label.Sum;
            if (label.Residue == target)
            {
                Collect(labels, index, counts);
                counts[0] = (amount - label.Sum) / largest;
                return true;
            }

            for (var coin = 1; coin < values.Length; coin++)
            {
                var sum = label.Sum + values[coin];
                var residue = sum % largest;
                if (sum <= amount && sum < smallestSums[residue])
                {
                    queue.Enqueue(labels.Count, (key.Cost + largest - values[coin], sum));
                    labels.Add(new(sum, residue, index, coin));
                }
            }
        }

        counts.Clear();
        return false;
    }

    private static void Collect(List<Label> labels, int index, Span<Int128> counts)
    {
        counts.Clear();
        for (; labels[index].Parent >= 0; index = labels[index].Parent)
        {
            counts[labels[index].Coin]++;
        }
    }

    private readonly record struct Label(long Sum, long Residue, int Parent, int Coin);
}
