using System.Numerics;
using System.Runtime.InteropServices;

namespace Quickchange.Algorithms.Inference;

/// <summary>
/// The embedded form of a network, version 1: a header, then the layers in the order in which they run. Integers and floats are
/// little-endian, and every part begins at a multiple of 4 bytes.
/// </summary>
/// <remarks>
/// <code>
/// offset  bytes  header
///      0      4  "QNET"
///      4      2  version
///      6      2  number of layers
///      8      4  CRC-32C of everything after it
///     12      2  height of the input
///     14      2  width of the input
///     16      2  channels of the input
///     18      2  0
///
/// offset  bytes  layer
///      0      1  kind (LayerKind)
///      1      1  flags (LayerOptions)
///      2      2  height and width of the window, or 0
///      4      2  strides down and right, or 0
///      6      4  padding at the top, left, bottom and right
///     10      2  outputs: channels of a convolution, or values of a dense layer; otherwise 0
///     12      4  0
/// </code>
/// <para>
/// A convolution or a dense layer continues with its parameters. Its outputs are divided into blocks of
/// <see cref="BlockLength"/>, the last one filled up with zeros. There is a float for each output's bias, then, if weights have 8
/// bits, a float for each output's scale. Block by block, the weights follow: for each input of the window, in the order of rows,
/// columns and channels, one signed byte or float for each output of the block. A weight of 8 bits is that byte times its output's
/// scale.
/// </para>
/// </remarks>
public static class NetworkFormat
{
    public const int Version = 1;
    public const int HeaderLength = 20;
    public const int LayerLength = 16;
    public const int ChecksumOffset = 8;
    public const int ContentOffset = 12;

    /// <summary>How many outputs stand side by side: the floats of the widest vector.</summary>
    public const int BlockLength = 16;

    public static ReadOnlySpan<byte> Magic => "QNET"u8;

    /// <summary>The outputs with those that fill up the last block.</summary>
    public static int Padded(int outputs) => (outputs + BlockLength - 1) / BlockLength * BlockLength;

    /// <summary>The CRC-32C (RFC 3720, appendix B.4) of a file without the part before its content.</summary>
    public static uint ChecksumOf(ReadOnlySpan<byte> file)
    {
        var content = file[ContentOffset..];
        var checksum = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(content);
        foreach (var word in words)
        {
            checksum = BitOperations.Crc32C(checksum, word);
        }

        foreach (var rest in content[(words.Length * sizeof(ulong))..])
        {
            checksum = BitOperations.Crc32C(checksum, rest);
        }

        return ~checksum;
    }
}
