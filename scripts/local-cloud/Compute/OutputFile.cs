using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The output of an environment's process. It is a file, so that everything that was written before an answer can be read when the
/// answer arrives, and unread output uses no memory.
/// </summary>
internal sealed class OutputFile(string path) : IDisposable
{
    /// <summary>
    /// The maximum length of a line, in bytes; longer lines are split. With the overhead of 26 bytes for an event, this is the
    /// limit of 256 KB of <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html">
    /// CloudWatch Logs</see>.
    /// </summary>
    public const int LongestLine = (256 * 1024) - 26;

    private readonly FileStream _file = new(
        path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    private byte[] _rest = [];

    public string Path => path;

    /// <summary>How many bytes the process has written.</summary>
    public long Length => _file.Length;

    /// <summary>Reads new output; returns false if there is none before an end position.</summary>
    /// <param name="end">Where to stop, in bytes from the start.</param>
    /// <param name="lines">The new complete lines.</param>
    public bool TryRead(long end, out List<string> lines)
    {
        lines = [];
        var count = (int)Math.Min(end - _file.Position, 64 * 1024);
        if (count <= 0)
        {
            return false;
        }

        var bytes = new byte[_rest.Length + count];
        _rest.CopyTo(bytes, 0);
        var read = _file.Read(bytes, _rest.Length, count);
        var text = bytes.AsSpan(0, _rest.Length + read);
        while (text.Length > 0)
        {
            var line = text.IndexOf((byte)'\n');
            if (line >= 0 && line <= LongestLine)
            {
                lines.Add(Encoding.UTF8.GetString(text[..line]));
                text = text[(line + 1)..];
            }
            else if (text.Length > LongestLine)
            {
                var length = WholeCharacters(text[..LongestLine]);
                lines.Add(Encoding.UTF8.GetString(text[..length]));
                text = text[length..];
            }
            else
            {
                break;
            }
        }

        _rest = text.ToArray();
        return read > 0;
    }

    /// <summary>The output after the last line feed; null if there is none.</summary>
    public string? TakeRest()
    {
        var rest = _rest.Length == 0 ? null : Encoding.UTF8.GetString(_rest);
        _rest = [];
        return rest;
    }

    public void Dispose() => _file.Dispose();

    // The length up to the last complete character; the whole length if the text isn't UTF-8.
    private static int WholeCharacters(ReadOnlySpan<byte> text)
    {
        for (var back = 1; back <= 4; back++)
        {
            if ((text[^back] & 0xC0) != 0x80)
            {
                return text[^back] < 0x80 ? text.Length : text.Length - back;
            }
        }

        return text.Length;
    }
}
