using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>
/// Escapes only what <see href="https://www.rfc-editor.org/rfc/rfc8259#section-7">RFC 8259</see> requires (quotation mark,
/// backslash, control characters) and lone surrogates.
/// </summary>
internal sealed unsafe class MinimalJsonEncoder : JavaScriptEncoder
{
    public static readonly MinimalJsonEncoder Instance = new();

    // \uXXXX, or the pair of two of them.
    public override int MaxOutputCharactersPerInputCharacter => 12;

    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        for (var i = 0; i < textLength; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < textLength && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (IsEscaped(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// Copies plain characters and escapes quotes and backslashes itself; the base class, which makes a virtual call for each
    /// character, handles the rest.
    /// </summary>
    public override OperationStatus Encode(
        ReadOnlySpan<char> source, Span<char> destination, out int charsConsumed, out int charsWritten, bool isFinalBlock = true)
    {
        var (read, written) = (0, 0);
        for (; read < source.Length && written < destination.Length; read++)
        {
            var character = source[read];
            if (!IsEscaped(character))
            {
                destination[written++] = character;
            }
            else if (character is '"' or '\\' && written + 1 < destination.Length)
            {
                destination[written++] = '\\';
                destination[written++] = character;
            }
            else
            {
                break;
            }
        }

        (charsConsumed, charsWritten) = (read, written);
        if (read == source.Length)
        {
            return OperationStatus.Done;
        }

        var status = base.Encode(source[read..], destination[written..], out var consumed, out var more, isFinalBlock);
        charsConsumed += consumed;
        charsWritten += more;
        return status;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        for (var i = 0; i < utf8Text.Length; i++)
        {
            if (utf8Text[i] >= 0x80)
            {
                // From here on, the caller detects and replaces bytes that are not valid UTF-8.
                return System.Text.Unicode.Utf8.IsValid(utf8Text[i..]) ? FirstAscii(utf8Text, i) : i;
            }

            if (IsEscaped(utf8Text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    public override bool WillEncode(int unicodeScalar) => IsEscaped(unicodeScalar);

    public override bool TryEncodeUnicodeScalar(
        int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var escaped = Escape(unicodeScalar);
        numberOfCharactersWritten = escaped.Length;
        return escaped.TryCopyTo(new(buffer, bufferLength));
    }

    private static int FirstAscii(ReadOnlySpan<byte> utf8Text, int start)
    {
        for (var i = start; i < utf8Text.Length; i++)
        {
            if (utf8Text[i] < 0x80 && IsEscaped(utf8Text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsEscaped(int scalar) => scalar is < 0x20 or '"' or '\\' or (>= 0xD800 and <= 0xDFFF);

    private static ReadOnlySpan<char> Escape(int scalar) => scalar switch
    {
        '"' => "\\\"",
        '\\' => @"\\",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        <= 0xFFFF => $"\\u{scalar:X4}",
        _ => char.ConvertFromUtf32(scalar),
    };
}
