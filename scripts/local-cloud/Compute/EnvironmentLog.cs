using System.Globalization;
using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The log of one environment: what its process writes, between Lambda's own START, END and REPORT lines. They have the
/// text form whatever the function's log format is, because it is people who read them here.
/// </summary>
internal sealed class EnvironmentLog : IDisposable
{
    private readonly LogShipper _shipper;
    private readonly OutputFile _output;
    private readonly string _group;
    private readonly StringBuilder _invocation = new();
    private readonly Lock _writing = new();
    private readonly Timer _reading;

    public EnvironmentLog(LogShipper shipper, OutputFile output, string group, string stream)
    {
        _shipper = shipper;
        _output = output;
        _group = group;
        Stream = stream;
        // What a long invocation prints is to be seen before it ends.
        _reading = new(_ => Read(atEnd: false), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public string Stream { get; }

    public void Start(string requestId, string version)
    {
        lock (_writing)
        {
            Read(atEnd: false);
            _invocation.Clear();
            Write($"START RequestId: {requestId} Version: {version}");
        }
    }

    public void Write(string line)
    {
        lock (_writing)
        {
            Read(atEnd: false);
            Add(line);
        }
    }

    /// <returns>The whole log of the invocation.</returns>
    public string End(InvocationReport report)
    {
        lock (_writing)
        {
            Read(atEnd: true);
            Add($"END RequestId: {report.RequestId}");
            Add(report.ToString());
            return _invocation.ToString();
        }
    }

    public void Dispose()
    {
        _reading.Dispose();
        Read(atEnd: true);
        _output.Dispose();
    }

    private void Read(bool atEnd)
    {
        lock (_writing)
        {
            foreach (var line in _output.ReadLines(atEnd))
            {
                Add(line);
            }
        }
    }

    private void Add(string line)
    {
        _invocation.Append(CultureInfo.InvariantCulture, $"{line}\n");
        _shipper.Write(_group, Stream, line);
    }
}
