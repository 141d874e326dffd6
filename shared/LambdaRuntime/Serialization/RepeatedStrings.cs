using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// A cache for strings that repeat from event to event: names of headers, the host, the stage. Strings are looked up by their
/// bytes instead of being created again. Each slot keeps the last string.
/// </summary>
internal static class RepeatedStrings
{
    private const int Places = 256;

    private const int LongestKept = 128;

    // Shared by all threads without a lock: finding another thread's string, or losing one's own, does no harm.
    private static readonly string?[] Kept = new string?[Places];

    /// <summary>The string for UTF-8 bytes.</summary>
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
