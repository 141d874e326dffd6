using Quickchange.Algorithms;

namespace Quickchange.Change.Tests.Costs;

/// <summary>Generates requests of every kind, and slightly different ones from existing requests.</summary>
internal sealed class CandidateGrammar(Random random)
{
    // 28 digits.
    private static readonly Int128 LargestAmount = Int128.Parse("99999999999999999999999999", null);

    private static readonly string[] Currencies = Denominations.Known.Split(", ");

    public Candidate Make()
    {
        var own = random.Next(4) > 0;
        var made = new Candidate
        {
            Amount = 0,
            Currency = own ? Pick(["USD", "JPY", "KWD", "CLF"]) : Pick(Currencies),
            Values = own ? Values() : null,
            Ways = random.Next(3) == 0,
            Notes = !own && random.Next(2) == 0,
            Cash = random.Next(6) == 0,
            IsQuery = random.Next(15) == 0,
            Oddity = random.Next(25) == 0 ? random.Next(1, int.MaxValue) : 0,
        };
        made = made with { Till = random.Next(3) > 0 ? Till(made.ValuesInUse.Length) : null };
        return made with { Amount = Amount(made) };
    }

    public Candidate Change(Candidate parent)
    {
        var child = parent;
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            child = ChangeOnce(child);
        }

        return child;
    }

    private Candidate ChangeOnce(Candidate parent) => random.Next(16) switch
    {
        < 5 => parent with { Amount = NearAmount(parent) },
        < 9 when parent.Values is { } values => parent with { Values = Changed(values) },
        < 12 when parent.Till is { } till => parent with { Till = ChangedTill(till, parent.ValuesInUse.Length) },
        12 => parent with { Ways = !parent.Ways },
        13 => parent with { Till = parent.Till is null ? Till(parent.ValuesInUse.Length) : null },
        14 when parent.Values is null => parent with { Currency = Pick(Currencies), Notes = random.Next(2) == 0 },
        15 when random.Next(4) == 0 => parent with { Oddity = random.Next(2) * random.Next(1, int.MaxValue), Cash = !parent.Cash },
        _ => parent with { Amount = Amount(parent) },
    };

    private long[] Values()
    {
        var count = random.Next(4) switch { 0 => random.Next(1, 5), 1 => random.Next(5, 16), 2 => random.Next(16, 65), _ => DenominationSet.MaxCount };
        var largest = Magnitude(15);
        var step = Math.Max(1, random.NextInt64(1 + (largest / count)));
        var shape = random.Next(6);
        var values = new HashSet<long>();
        for (var i = 0; i < count; i++)
        {
            values.Add(Math.Max(1, shape switch
            {
                // Any values, close values, equal steps, odd values, multiples of a number except for the smallest, and powers.
                0 => 1 + random.NextInt64(largest),
                1 => largest - i - random.Next(3),
                2 => largest - (i * step),
                3 => (1 + random.NextInt64(largest)) | 1,
                4 => i == 0 ? 1 + random.NextInt64(largest) : (1 + random.NextInt64(1 + (largest / step))) * step,
                _ => (long)Math.Pow(1 + (random.NextDouble() / 3) + (10.0 / count), i),
            }));
        }

        return [.. values.Where(value => value <= DenominationSet.MaxValue)];
    }

    private long[] Changed(IReadOnlyList<long> values)
    {
        var changed = values.ToList();
        var index = random.Next(changed.Count);
        var factor = random.Next(2, 5);
        switch (random.Next(7))
        {
            case 0:
                changed[index] += random.Next(-3, 4);
                break;
            case 1:
                changed[index] = 1 + random.NextInt64(changed.Max());
                break;
            case 2 when changed.Count < DenominationSet.MaxCount:
                changed.Add(changed[index] + random.Next(-20, 20));
                break;
            case 3 when changed.Count > 1:
                changed.RemoveAt(index);
                break;
            case 4:
                changed = changed.ConvertAll(value => (value * factor) + (random.Next(3) == 0 ? 1 : 0));
                break;
            case 5:
                changed = changed.ConvertAll(value => value / factor);
                break;
            default:
                var offset = random.NextInt64(1 + (changed.Max() / 10));
                changed = changed.ConvertAll(value => value + offset);
                break;
        }

        return [.. changed.Where(value => value is > 0 and <= DenominationSet.MaxValue).Append(1 + random.Next(3)).Distinct().Take(Math.Max(1, changed.Count))];
    }

    private long[] Till(int count)
    {
        var most = random.Next(3) == 0 ? 1 + random.Next(3) : Magnitude(18) - 1;
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(4) == 0 ? most : random.NextInt64(1 + most))];
    }

    private long[] ChangedTill(IReadOnlyList<long> till, int count)
    {
        var most = Magnitude(18) - 1;
        var index = random.Next(count);
        return [.. Enumerable.Range(0, count).Select(i => (i < till.Count ? till[i] : most, i == index ? random.Next(3) : 3) switch
        {
            (_, 0) => most,
            (var same, 1) => Math.Max(0, same + random.Next(-2, 3)),
            (var same, 2) => same / 2,
            (var same, _) => random.Next(8 * count) == 0 ? most : same,
        })];
    }

    private Int128 Amount(Candidate candidate)
    {
        var values = candidate.ValuesInUse;
        var largest = (Int128)values.DefaultIfEmpty(1).Max();
        var held = candidate.Till is null ? largest * largest : Held(values, candidate.Till);
        var amount = random.Next(8) switch
        {
            0 => Below(held),
            1 => held - Below(largest),
            2 => held / 2 + random.Next(-2, 3),
            3 => Below(largest * largest),
            4 => Below(largest * values.Length),
            5 => Payable(candidate, values),
            6 => LargestAmount - random.Next(1000),
            _ => Below(Magnitude(18)),
        };
        return Int128.Clamp(amount, 0, LargestAmount);
    }

    private Int128 NearAmount(Candidate candidate)
    {
        var values = candidate.ValuesInUse;
        var value = values.Length == 0 ? 1 : Pick(values);
        var amount = random.Next(6) switch
        {
            0 => candidate.Amount + random.Next(-2, 3),
            1 => candidate.Amount + value,
            2 => candidate.Amount - value,
            3 => candidate.Amount * 2,
            4 => candidate.Amount / 2,
            _ => candidate.Amount * random.Next(50, 150) / 100,
        };
        return Int128.Clamp(amount, 0, LargestAmount);
    }

    private Int128 Payable(Candidate candidate, long[] values)
    {
        Int128 amount = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var most = candidate.Till is null ? 50 : i < candidate.Till.Count ? candidate.Till[i] : 0;
            amount += (Int128)values[i] * random.NextInt64(1 + most);
        }

        return amount;
    }

    private static Int128 Held(long[] values, IReadOnlyList<long> till) =>
        values.Zip(till).Aggregate(Int128.Zero, (sum, pair) => sum + ((Int128)pair.First * pair.Second));

    // 1 to 10^most; every number of digits is equally likely.
    private long Magnitude(int most)
    {
        var bound = 1L;
        for (var i = random.Next(1, most + 1); i > 0; i--)
        {
            bound *= 10;
        }

        return (bound / 10) + random.NextInt64(bound - (bound / 10)) + 1;
    }

    private Int128 Below(Int128 bound) => bound <= 1 ? 0 : (((Int128)random.NextInt64() << 63) + random.NextInt64()) % bound;

    private T Pick<T>(T[] from) => from[random.Next(from.Length)];
}
