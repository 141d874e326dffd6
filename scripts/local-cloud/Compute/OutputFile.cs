using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// What an environment's process writes to its standard streams. It is a file: all that was written before the process
/// answered can be read once the answer is there.
/// </summary>
internal sealed class OutputFile(string path) : IDisposable
{
    private readonly Lock _reading = new();
    private readonly StringBuilder _rest = new();
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private readonly FileStream _file = new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    public string Path => path;

    /// <summary>The whole lines that have come since the last call; at the end, what has no line feed too.</summary>
    public List<string> ReadLines(bool atEnd)
    {
        lock (_reading)
        {
            var lines = new List<string>();
            // Most of the time nothing has come.
            if (!_file.CanRead || (_file.Position == _file.Length && !(atEnd && _rest.Length > 0)))
            {
                return lines;
            }

            var bytes = new byte[16 * 1024];
            var characters = new char[16 * 1024];
            for (int count; (count = _file.Read(bytes)) > 0;)
            {
                var decoded = _decoder.GetChars(bytes.AsSpan(0, count), characters, flush: false);
                foreach (var chunk in characters.AsSpan(0, decoded).ToString().Split('\n').Select((text, index) => (text, index)))
                {
                    if (chunk.index > 0)
                    {
                        lines.Add(Take());
                    }

                    _rest.Append(chunk.text);
                }
            }

            if (atEnd && _rest.Length > 0)
            {
                lines.Add(Take());
            }

            return lines;
        }
    }

    public void Dispose()
    {
        lock (_reading)
        {
            _file.Dispose();
        }
    }

    private string Take()
    {
        var line = _rest.ToString();
        _rest.Clear();
        return line;
    }
}
