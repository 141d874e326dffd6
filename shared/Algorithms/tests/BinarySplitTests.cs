namespace Quickchange.Algorithms.Tests;

/// <summary>Numbers of coins as powers of two.</summary>
public class BinarySplitTests
{
    [Test]
    public void The_parts_of_a_number_make_each_smaller_one_and_none_that_is_larger()
    {
        for (var number = 0; number <= 300; number++)
        {
            var parts = Parts(number);

            Assert.That(new BinarySplit(number).Parts, Is.EqualTo(parts.Count));
            Assert.That(
                BruteForce.Ways([.. parts], [.. parts.Select(_ => 1)], number + 1).Select(ways => ways > 0),
                Is.EqualTo(Enumerable.Range(0, number + 2).Select(smaller => smaller <= number)),
                $"{number} as {string.Join(" + ", parts)}");
        }
    }

    [Test]
    public void There_are_no_more_than_two_parts_of_a_level()
    {
        for (var number = 0; number <= 300; number++)
        {
            Assert.That(Parts(number).GroupBy(part => part).Select(equal => equal.Count()), Is.All.LessThanOrEqualTo(2));
        }
    }

    [Test]
    public void The_number_with_the_fewest_parts_is_found_among_those_that_will_do()
    {
        for (var least = 0; least <= 70; least++)
        {
            for (var most = least; most <= 150; most++)
            {
                var number = BinarySplit.FewestParts(least, most);
                var fewest = Enumerable.Range(least, most - least + 1).Min(other => new BinarySplit(other).Parts);

                Assert.That(number, Is.InRange(least, most));
                Assert.That(new BinarySplit(number).Parts, Is.EqualTo(fewest), $"{number} from {least} to {most}");
            }
        }
    }

    [Test]
    public void A_number_may_be_far_above_those_that_are_needed() =>
        Assert.That(BinarySplit.FewestParts((1L << 60) + 5, Int128.MaxValue), Is.EqualTo((1L << 61) - 1));

    private static List<int> Parts(int number)
    {
        var split = new BinarySplit(number);
        var parts = new List<int>();
        for (var level = 0; level < split.Levels; level++)
        {
            parts.AddRange(Enumerable.Repeat(1 << level, split.At(level)));
        }

        return parts;
    }
}
