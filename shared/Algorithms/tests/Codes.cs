namespace Quickchange.Algorithms.Tests;

/// <summary>All that could be a currency's code: AAA to ZZZ.</summary>
internal static class Codes
{
    public static IEnumerable<string> All => from a in Letters from b in Letters from c in Letters select string.Concat(a, b, c);

    private static IEnumerable<char> Letters => Enumerable.Range('A', 26).Select(letter => (char)letter);
}
