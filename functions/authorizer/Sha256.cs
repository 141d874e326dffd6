using System.Buffers.Binary;
using System.Numerics;

namespace Quickchange.Authorizer;

/// <summary>
/// SHA-256 (<see href="https://csrc.nist.gov/pubs/fips/180-4/upd1/final">FIPS 180-4</see>) and HMAC-SHA-256
/// (<see href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</see>). .NET's own would load OpenSSL, which takes longer than the
/// rest of a start. No branch and no index depends on the data.
/// </summary>
internal ref struct Sha256
{
    /// <summary>The size of a hash, in bytes.</summary>
    public const int Size = 32;

    private const int BlockSize = 64;

    private readonly Span<uint> _state;
    private readonly Span<byte> _block;
    private long _length;

    private Sha256(Span<uint> state, Span<byte> block)
    {
        Initial.CopyTo(state);
        _state = state;
        _block = block;
    }

    private static ReadOnlySpan<uint> Initial =>
    [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ];

    private static ReadOnlySpan<uint> Constants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <param name="data">The data.</param>
    /// <param name="hash">Receives the hash, 32 bytes; may overlap the data.</param>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> hash)
    {
        var sha = new Sha256(stackalloc uint[8], stackalloc byte[BlockSize]);
        sha.Append(data);
        sha.Finish(hash);
    }

    /// <param name="key">The key.</param>
    /// <param name="data">The data.</param>
    /// <param name="code">Receives the code, 32 bytes; may overlap the key or the data.</param>
    public static void Authenticate(ReadOnlySpan<byte> key, ReadOnlySpan<byte> data, Span<byte> code)
    {
        Span<byte> padded = stackalloc byte[BlockSize];
        padded.Clear();
        if (key.Length > BlockSize)
        {
            Hash(key, padded);
        }
        else
        {
            key.CopyTo(padded);
        }

        Span<byte> inner = stackalloc byte[Size];
        var sha = new Sha256(stackalloc uint[8], stackalloc byte[BlockSize]);
        sha.AppendKey(padded, 0x36);
        sha.Append(data);
        sha.Finish(inner);

        var outer = new Sha256(stackalloc uint[8], stackalloc byte[BlockSize]);
        outer.AppendKey(padded, 0x5c);
        outer.Append(inner);
        outer.Finish(code);
    }

    private void AppendKey(scoped ReadOnlySpan<byte> padded, byte mask)
    {
        Span<byte> masked = stackalloc byte[BlockSize];
        for (var index = 0; index < BlockSize; index++)
        {
            masked[index] = (byte)(padded[index] ^ mask);
        }

        Append(masked);
    }

    private void Append(scoped ReadOnlySpan<byte> data)
    {
        while (data.Length > 0)
        {
            var used = (int)(_length % BlockSize);
            var taken = Math.Min(BlockSize - used, data.Length);
            data[..taken].CopyTo(_block[used..]);
            data = data[taken..];
            _length += taken;
            if (used + taken == BlockSize)
            {
                Compress();
            }
        }
    }

    private void Finish(Span<byte> hash)
    {
        // A bit, zeros, and the length in bits.
        Span<byte> end = stackalloc byte[BlockSize * 2];
        end.Clear();
        end[0] = 0x80;
        var padding = BlockSize - (int)((_length + sizeof(long)) % BlockSize);
        BinaryPrimitives.WriteInt64BigEndian(end[padding..], _length * 8);
        Append(end[..(padding + sizeof(long))]);
        for (var index = 0; index < _state.Length; index++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(hash[(index * sizeof(uint))..], _state[index]);
        }
    }

    private readonly void Compress()
    {
        Span<uint> words = stackalloc uint[64];
        for (var index = 0; index < 16; index++)
        {
            words[index] = BinaryPrimitives.ReadUInt32BigEndian(_block[(index * sizeof(uint))..]);
        }

        for (var index = 16; index < words.Length; index++)
        {
            var (early, late) = (words[index - 15], words[index - 2]);
            words[index] = words[index - 16] + words[index - 7]
                + (BitOperations.RotateRight(early, 7) ^ BitOperations.RotateRight(early, 18) ^ (early >> 3))
                + (BitOperations.RotateRight(late, 17) ^ BitOperations.RotateRight(late, 19) ^ (late >> 10));
        }

        var (a, b, c, d) = (_state[0], _state[1], _state[2], _state[3]);
        var (e, f, g, h) = (_state[4], _state[5], _state[6], _state[7]);
        for (var index = 0; index < words.Length; index++)
        {
            var first = h + Constants[index] + words[index] + ((e & f) ^ (~e & g))
                + (BitOperations.RotateRight(e, 6) ^ BitOperations.RotateRight(e, 11) ^ BitOperations.RotateRight(e, 25));
            var second = ((a & b) ^ (a & c) ^ (b & c))
                + (BitOperations.RotateRight(a, 2) ^ BitOperations.RotateRight(a, 13) ^ BitOperations.RotateRight(a, 22));
            (h, g, f, e, d, c, b, a) = (g, f, e, d + first, c, b, a, first + second);
        }

        _state[0] += a;
        _state[1] += b;
        _state[2] += c;
        _state[3] += d;
        _state[4] += e;
        _state[5] += f;
        _state[6] += g;
        _state[7] += h;
    }
}
