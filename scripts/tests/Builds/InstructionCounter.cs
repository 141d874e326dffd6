using System.Runtime.ExceptionServices;
using Quickchange.Benchmark.Native;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>
/// Counts the instructions that a process executes between receiving an answer on the connection on which it asked, and sending on
/// another connection, with <see href="https://man7.org/linux/man-pages/man2/ptrace.2.html">ptrace(2)</see>. For x64.
/// </summary>
internal static unsafe class InstructionCounter
{
    private const int PeekText = 1;
    private const int GetRegisters = 12;
    private const int SingleStep = 9;
    private const int Resume = 24; // until the next system call begins or ends
    private const int Detach = 17;
    private const int Seize = 0x4206;
    private const int Interrupt = 0x4207;

    private const int StopsAreSystemCalls = 1; // PTRACE_O_TRACESYSGOOD
    private const int SystemCallStop = 5 | 0x80;
    private const long SendTo = 44;
    private const long ReceiveFrom = 45;

    // In struct user_regs_struct, each 8 bytes.
    private const int Rax = 10;
    private const int Rdi = 14;
    private const int OriginalRax = 15;
    private const int Rip = 16;
    private const int Registers = 27;

    /// <param name="process">The process, whose main thread waits for an invocation.</param>
    /// <param name="invoke">Makes the invocation.</param>
    public static long CountWhile(int process, Action invoke)
    {
        var (count, failure) = (0L, (Exception?)null);
        using var traced = new ManualResetEventSlim();
        // The kernel notifies only the thread that attached.
        var tracer = new Thread(() =>
        {
            try
            {
                Require(Libc.Trace(Seize, process, 0, StopsAreSystemCalls), "PTRACE_SEIZE");
                Require(Libc.Trace(Interrupt, process, 0, 0), "PTRACE_INTERRUPT");
                Wait(process);
                traced.Set();
                RunToAnswer(process);
                count = CountToResponse(process);
                Require(Libc.Trace(Detach, process, 0, 0), "PTRACE_DETACH");
            }
            catch (InvalidOperationException thrown)
            {
                failure = thrown;
                traced.Set();
            }
        });
        tracer.Start();
        traced.Wait();
        if (failure is null)
        {
            invoke();
        }

        tracer.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return count;
    }

    // Up to the end of the first receiving on a connection on which the process has sent.
    private static void RunToAnswer(int process)
    {
        var registers = stackalloc long[Registers];
        var (asked, isEntry) = (-1L, false);
        while (true)
        {
            Require(Libc.Trace(Resume, process, 0, 0), "PTRACE_SYSCALL");
            if (Wait(process) != SystemCallStop)
            {
                continue;
            }

            Read(process, registers);
            // At the entry, the result is -ENOSYS.
            isEntry = registers[Rax] == -38;
            if (isEntry && registers[OriginalRax] == SendTo && asked < 0)
            {
                asked = registers[Rdi];
            }
            else if (!isEntry && registers[OriginalRax] == ReceiveFrom && registers[Rdi] == asked)
            {
                return;
            }
        }
    }

    private static long CountToResponse(int process)
    {
        var registers = stackalloc long[Registers];
        for (var count = 0L; ; count++)
        {
            Read(process, registers);
            // The instruction syscall is 0f 05.
            if (registers[Rax] == SendTo && (Libc.Trace(PeekText, process, (nint)registers[Rip], 0) & 0xffff) == 0x050f)
            {
                return count;
            }

            Require(Libc.Trace(SingleStep, process, 0, 0), "PTRACE_SINGLESTEP");
            Wait(process);
        }
    }

    private static void Read(int process, long* registers) =>
        Require(Libc.Trace(GetRegisters, process, 0, (nint)registers), "PTRACE_GETREGS");

    // The signal that stopped the process.
    private static int Wait(int process) =>
        Libc.Wait(process, out var status, Libc.WAll | Libc.WNoThread) == process && (status & 0xff) == 0x7f
            ? status >> 8 & 0xff
            : throw new InvalidOperationException($"The traced process has ended, with the status {status}.");

    private static void Require(nint result, string call)
    {
        if (result < 0)
        {
            throw new InvalidOperationException($"This machine doesn't allow {call}.");
        }
    }
}
