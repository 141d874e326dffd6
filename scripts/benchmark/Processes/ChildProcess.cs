using System.Runtime.InteropServices;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>A process of a contestant: first its launcher, which waits, and then its bootstrap.</summary>
/// <param name="id">Its process id.</param>
/// <param name="go">Where the launcher waits for a byte.</param>
/// <param name="report">Where it tells of its departure.</param>
/// <param name="output">The file that all it prints is in.</param>
internal sealed class ChildProcess(int id, Stream go, Stream report, string output) : IDisposable
{
    // Of what it printed, in a message.
    private const int MostShown = 4000;

    private Departure? _departure;
    private bool _killed;

    public int Id => id;

    /// <summary>What the launcher said; it is read when the figures are wanted, and not while the bootstrap starts.</summary>
    public Departure Departure => _departure ??= ReadDeparture();

    /// <summary>Whether it is a zombie. To wait for it would take from a tracer what that waits for.</summary>
    public bool HasEnded => ProcessFigures.StatusOf(id)[0] is "Z" or "X";

    /// <summary>What it has printed, or the end of that.</summary>
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

    /// <summary>Waits until the launcher waits.</summary>
    public void WaitUntilReady() => Read(1);

    /// <summary>Lets the launcher become the bootstrap.</summary>
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
            throw new BenchmarkException($"A process ended before its bootstrap was started. It printed:\n{Output}");
        }
    }
}
