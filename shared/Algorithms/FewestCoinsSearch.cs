using System.Buffers.Binary;
using System.Numerics;

namespace Quickchange.Algorithms;

/// <summary>A search for the fewest coins that pay an amount, in a range of numbers of coins.</summary>
/// <remarks>
/// <para>
/// The sums of exactly j coins are bits, made from those of j − 1 coins by a shift for each kind. An amount A is paid with
/// k coins where a sum s of i coins and the sum A − s of k − i coins are both there: so half of k is far enough. This is
/// the search of T. M. Chan and Q. He, <see href="https://doi.org/10.1137/1.9781611976014.7">On the change-making
/// problem</see> (SOSA 2020), with shifts instead of Fourier transforms.
/// </para>
/// <para>
/// Only sums near a line are kept. Let a be the mean of a payment's coins. They can be put in an order in which a coin of a
/// or less follows while the sum of the first j is above ja, and one of a or more while it is not. Then no sum of the
/// first j coins, nor one of the last j, is farther from ja than the coin that is farthest from a.
/// </para>
/// </remarks>
internal sealed class FewestCoinsSearch
{
    // So the products of both fit into 64 bits.
    private const int MaxLayers = 1 << 20;
    private const long MaxAmount = 1L << 42;

    private const int WordBits = 64;

    // For each layer: its place among the others.
    private const int StepsPerLayer = 512;

    // For each layer and coin, whatever its words.
    private const int StepsPerCoin = 32;

    // For each word: to shift it in for one coin, and to compare it with its counterpart.
    private const int StepsPerShift = 2;
    private const int StepsPerComparison = 16;

    // For each coin of the payment and each kind: whether it is the one.
    private const int StepsPerTrial = 8;

    private readonly long _amount;
    private readonly long[] _values;
    private readonly long _fewest;
    private readonly long _most;

    // Where the words of each layer, the sums of as many coins, begin, and which multiple of 64 their first bit stands for.
    // Before and after its words each layer has an empty one.
    private readonly int[] _offsets;
    private readonly long[] _firsts;
    private ulong[] _words = [];

    private FewestCoinsSearch(long amount, long[] values, long fewest, long most)
    {
        (_amount, _values, _fewest, _most) = (amount, values, fewest, most);
        var layers = (int)Layers(most);
        _offsets = new int[layers + 2];
        _firsts = new long[layers + 1];
        var farthest = Math.Max(values[0] - (amount / most), (amount / fewest) + 1 - values[^1]);
        var words = 0L;
        var widest = 0L;
        for (var layer = 0; layer <= layers; layer++)
        {
            var first = Math.Max(layer * values[^1], (layer * amount / most) - farthest) / WordBits;
            var last = Math.Min(layer * values[0], (layer * amount / fewest) + 1 + farthest) / WordBits;
            _offsets[layer] = (int)Math.Min(words, int.MaxValue) + 1;
            _firsts[layer] = first;
            widest = Math.Max(widest, last - first + 3);
            words += last - first + 3;
        }

        _offsets[^1] = (int)Math.Min(words, int.MaxValue) + 1;
        Steps = words > Array.MaxLength
            ? Int128.MaxValue
            : ((Int128)words * ((values.Length * StepsPerShift) + (sizeof(ulong) * StepBudget.StepsPerByte)))
                + ((Int128)layers * values.Length * StepsPerCoin)
                + ((Int128)widest * (most - fewest + 1) * StepsPerComparison)
                + ((Int128)most * values.Length * StepsPerTrial);
    }

    /// <summary>The cost of the search, in steps.</summary>
    public Int128 Steps { get; }

    /// <summary>Plans a search.</summary>
    /// <param name="amount">1 or more.</param>
    /// <param name="values">Largest first, 1 or more each.</param>
    /// <param name="fewest">With fewer coins than these the amount can't be paid; 1 or more.</param>
    /// <param name="most">With how many coins payments are looked for; as many as the fewest, or more.</param>
    /// <param name="budget">What the plan may cost; the search comes after it.</param>
    /// <returns>Null where the search would be out of reach.</returns>
    public static FewestCoinsSearch? Plan(Int128 amount, long[] values, Int128 fewest, Int128 most, StepBudget budget) =>
        amount <= MaxAmount && Layers(most) <= MaxLayers && budget.TrySpend(Layers(most) * StepsPerLayer)
            ? new((long)amount, values, (long)fewest, (long)most)
            : null;

    /// <summary>Pays the amount, once the steps are spent.</summary>
    /// <param name="counts">How many of each value, where the result is true.</param>
    /// <returns>False if so many coins can't pay it.</returns>
    public bool TryPay(Span<Int128> counts)
    {
        _words = new ulong[_offsets[^1]];
        _words[_offsets[0]] = 1;
        for (var layer = 1; layer < _firsts.Length; layer++)
        {
            foreach (var value in _values)
            {
                Add(value, layer);
            }

            for (var other = layer - 1; other <= layer; other++)
            {
                if (layer + other >= _fewest && layer + other <= _most && TryMeet(layer, other, out var sum))
                {
                    counts.Clear();
                    Trace(layer, sum, counts);
                    Trace(other, _amount - sum, counts);
                    return true;
                }
            }
        }

        return false;
    }

    private static Int128 Layers(Int128 coins) => (coins + 1) / 2;

    private int LengthOf(int layer) => _offsets[layer + 1] - _offsets[layer] - 2;

    // Shifts the layer before, where that falls into this one.
    private void Add(long value, int layer)
    {
        var whole = value / WordBits;
        var bits = (int)(value % WordBits);
        var first = Math.Max(_firsts[layer], _firsts[layer - 1] + whole);
        var last = Math.Min(_firsts[layer] + LengthOf(layer) - 1, _firsts[layer - 1] + LengthOf(layer - 1) + whole);
        if (first > last)
        {
            return;
        }

        var length = (int)(last - first + 1);
        var from = _offsets[layer - 1] + (int)(first - whole - _firsts[layer - 1]);
        Shift(
            _words.AsSpan(_offsets[layer] + (int)(first - _firsts[layer]), length),
            _words.AsSpan(from, length), _words.AsSpan(from - 1, length), bits);
    }

    private static void Shift(Span<ulong> to, ReadOnlySpan<ulong> low, ReadOnlySpan<ulong> carried, int bits)
    {
        var i = 0;
        for (; i <= to.Length - Vector<ulong>.Count; i += Vector<ulong>.Count)
        {
            var shifted = (new Vector<ulong>(low[i..]) << bits) | ((new Vector<ulong>(carried[i..]) >> 1) >> (WordBits - 1 - bits));
            (new Vector<ulong>(to[i..]) | shifted).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] |= (low[i] << bits) | ((carried[i] >> 1) >> (WordBits - 1 - bits));
        }
    }

    // Whether some sum of one layer and one of the other make up the amount.
    private bool TryMeet(int layer, int other, out long sum)
    {
        for (var i = 0; i < LengthOf(layer); i++)
        {
            var start = (_firsts[layer] + i) * WordBits;
            var both = _words[_offsets[layer] + i] & Reverse(BitsFrom(other, _amount - start - (WordBits - 1)));
            if (both != 0)
            {
                sum = start + BitOperations.TrailingZeroCount(both);
                return true;
            }
        }

        sum = 0;
        return false;
    }

    private void Trace(int layer, long sum, Span<Int128> counts)
    {
        for (; layer > 0; layer--)
        {
            var coin = 0;
            while ((BitsFrom(layer - 1, sum - _values[coin]) & 1) == 0)
            {
                coin++;
            }

            counts[coin]++;
            sum -= _values[coin];
        }
    }

    // A word of the layer's bits that begins with any sum.
    private ulong BitsFrom(int layer, long sum)
    {
        var index = (sum >> 6) - _firsts[layer];
        var bits = (int)(sum & (WordBits - 1));
        var length = LengthOf(layer);
        if (index < -1 || index >= length)
        {
            return 0;
        }

        var offset = _offsets[layer] + (int)index;
        return (_words[offset] >> bits) | ((_words[offset + 1] << 1) << (WordBits - 1 - bits));
    }

    private static ulong Reverse(ulong bits)
    {
        bits = ((bits >> 1) & 0x5555_5555_5555_5555) | ((bits & 0x5555_5555_5555_5555) << 1);
        bits = ((bits >> 2) & 0x3333_3333_3333_3333) | ((bits & 0x3333_3333_3333_3333) << 2);
        bits = ((bits >> 4) & 0x0F0F_0F0F_0F0F_0F0F) | ((bits & 0x0F0F_0F0F_0F0F_0F0F) << 4);
        return BinaryPrimitives.ReverseEndianness(bits);
    }
}
