using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Measuring;

/// <summary>
/// Counts the system calls of a process and of all its threads and children, with
/// <see href="https://man7.org/linux/man-pages/man2/ptrace.2.html">ptrace(2)</see>. All members must be called on the same
/// thread, because the kernel notifies no other.
/// </summary>
internal sealed class SystemCallTracer
{
    private const int Seize = 0x4206;
    private const int Resume = 24; // until the next system call begins or ends
    private const int GetSystemCall = 0x420e;

    // PTRACE_O_TRACESYSGOOD, TRACEFORK, TRACEVFORK, TRACECLONE, TRACEEXEC and EXITKILL.
    private const int Options = 1 | 2 | 4 | 8 | 16 | (1 << 20);

    private const int SystemCallStop = 5 | 0x80;
    private const byte Entry = 1;
    private const byte Exit = 2;

    // A thread that has returned from a system call, and waits to continue.
    private int _held;

    private SystemCallTracer()
    {
    }

    /// <summary>The number of system calls since exec.</summary>
    public int Count { get; private set; }

    /// <summary>Traces a process, starting at its next exec.</summary>
    /// <returns>Null if this machine doesn't allow it.</returns>
    public static SystemCallTracer? Attach(int process) =>
        Libc.Trace(Seize, process, 0, Options) == 0 ? new() : null;

    /// <summary>
    /// Lets the traced threads run until one of them returns from a system call; returns immediately if none makes one. The effects
    /// of that call, such as sending a request, have taken place.
    /// </summary>
    public void Step()
    {
        if (_held != 0)
        {
            Continue(_held, 0);
            _held = 0;
        }

        while (Libc.Wait(-1, out var status, Libc.WNoHang | Libc.WAll | Libc.WNoThread) is > 0 and var thread)
        {
            if ((status & 0xff) != 0x7f)
            {
                continue; // It has ended.
            }

            var signal = status >> 8 & 0xff;
            if (signal != SystemCallStop)
            {
                // Anything that isn't an event for the tracer is a signal for the process.
                Continue(thread, status >> 16 == 0 ? signal : 0);
                continue;
            }

            switch (KindOf(thread))
            {
                case Entry:
                    Count++;
                    break;
                case Exit:
                    _held = thread;
                    return;
            }

            Continue(thread, 0);
        }
    }

    /// <summary>Waits until all traced threads have ended; they must have been killed.</summary>
    public static void WaitForEnd()
    {
        while (Libc.Wait(-1, out _, Libc.WAll | Libc.WNoThread) > 0)
        {
        }
    }

    private static void Continue(int thread, int signal) => _ = Libc.Trace(Resume, thread, 0, signal);

    private static unsafe byte KindOf(int thread)
    {
        // struct ptrace_syscall_info begins with the kind of stop.
        var information = stackalloc byte[88];
        return Libc.Trace(GetSystemCall, thread, 88, (nint)information) > 0 ? *information : (byte)0;
    }
}
