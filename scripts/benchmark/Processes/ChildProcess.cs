using System.Runtime.InteropServices;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>A process of a contestant: at first its launcher, which waits, and then its bootstrap.</summary>
/// <param name="id">The process ID.</param>
/// <param name="go">The pipe on which the launcher waits for a byte.</param>
/// <param name="report">The pipe for the launcher's report.</param>
/// <param name="output">The file with the process's output.</param>
internal sealed class ChildProcess(int id, Stream go, Stream report, string output) : IDisposable
{
    // The limit for output in a message.
    private const int MostShown = 4000;

    private Departure? _departure;
    private bool _killed;

    public int Id => id;

    /// <summary>The launcher's report, which is read when it is needed, not while the bootstrap starts.</summary>
    public Departure Departure => _departure ??= ReadDeparture();

    /// <summary>Whether it is a zombie. Waiting for it would consume events that a tracer waits for.</summary>
    public bool HasEnded => ProcessFigures.StatusOf(id)[0] is "Z" or "X";

    /// <summary>The output, or the end of it.</summary>
    public string Output
    {
        get
        {
            using var file = new FileStream(output, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            file.Seek(-Math.Min(MostShown, file.Length), SeekOrigin.End);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd();
        }
    }

    public ProcessFigures Figures() => ProcessFigures.Of(id, Departure);

    /// <summary>Waits until the launcher is waiting.</summary>
    public void WaitUntilReady() => Read(1);

    /// <summary>Lets the launcher execute the bootstrap.</summary>
    public void Go() => go.WriteByte(0);

    public void Kill()
    {
        if (!_killed)
        {
            _killed = true;
            _ = Libc.Signal(id, Libc.Kill);
        }
    }

    public void Dispose()
    {
        Kill();
        _ = Libc.Wait(id, out _, Libc.WAll);
        go.Dispose();
        report.Dispose();
        File.Delete(output);
    }

    private Departure ReadDeparture() => MemoryMarshal.Read<Departure>(Read(Marshal.SizeOf<Departure>()));

    private byte[] Read(int count)
    {
        var bytes = new byte[count];
        try
        {
            report.ReadExactly(bytes);
            return bytes;
        }
        catch (EndOfStreamException)
        {
            throw new BenchmarkException($"A process ended before its bootstrap was started. Its output:\n{Output}");
        }
    }
}
