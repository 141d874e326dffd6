using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// The strings that event after event has: names of headers, the host, the stage. What was met before is found by its
/// bytes, and not made anew. Only as many are kept as there are places, the last in each.
/// </summary>
internal static class RepeatedStrings
{
    private const int Places = 256;

    private const int LongestKept = 128;

    // Shared by all threads: to find another's string, or to lose one's own, is as good.
    private static readonly string?[] Kept = new string?[Places];

    /// <summary>The text of bytes that are UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > LongestKept)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref var place = ref Kept[Hash(utf8) % Places];
        var kept = place;
        if (kept is not null && Ascii.Equals(utf8, kept))
        {
            return kept;
        }

        return place = Encoding.UTF8.GetString(utf8);
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        foreach (var rest in bytes)
        {
            hash = Mix(hash, rest);
        }

        return (uint)(hash >> 32);
    }

    // The multiplier is 2^64 divided by the golden ratio.
    private static ulong Mix(ulong hash, ulong next) => BitOperations.RotateLeft((hash ^ next) * 0x9E3779B97F4A7C15, 29);
}
