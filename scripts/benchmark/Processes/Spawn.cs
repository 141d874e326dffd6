using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Quickchange.Benchmark.Native;

namespace Quickchange.Benchmark.Processes;

/// <summary>
/// Starts a program with posix_spawn(3). <see cref="System.Diagnostics.Process"/> would wait for its children whenever one of them
/// stops, and consume events that a tracer waits for.
/// </summary>
internal static class Spawn
{
    // posix_spawn_file_actions_t, posix_spawnattr_t and sigset_t are smaller than this.
    private const int Room = 1024;

    // POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETSIGMASK and POSIX_SPAWN_SETSID: neither what .NET ignores nor a Ctrl-C.
    private const short Flags = 0x04 | 0x08 | 0x80;
    private const ulong SettableSignals = ~((1UL << (9 - 1)) | (1UL << (19 - 1)));

    // O_WRONLY, O_CREAT and O_APPEND.
    private const int Append = 0x1 | 0x40 | 0x400;

    /// <param name="words">The program and its arguments.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="variables">All environment variables.</param>
    /// <param name="errors">The file to which standard error is appended.</param>
    /// <exception cref="Win32Exception">The program can't be started.</exception>
    public static (int Process, FileStream Input, FileStream Output) Start(
        string[] words, string folder, IEnumerable<KeyValuePair<string, string>> variables, string errors)
    {
        var (input, output) = (MakePipe(), MakePipe());
        using var childInput = input.Read;
        using var childOutput = output.Write;
        var environment = variables.Select(static each => $"{each.Key}={each.Value}").ToArray();
        var (actions, attributes) = (Marshal.AllocHGlobal(Room), Marshal.AllocHGlobal(Room));
        var (argv, envp) = (Texts(words), Texts(environment));
        try
        {
            Check(Libc.InitializeActions(actions));
            Check(Libc.AddDuplicate(actions, (int)childInput.DangerousGetHandle(), 0));
            Check(Libc.AddDuplicate(actions, (int)childOutput.DangerousGetHandle(), 1));
            Check(Libc.AddOpen(actions, 2, errors, Append, 0x180));
            Check(Libc.AddChangeDirectory(actions, folder));
            Check(Libc.InitializeAttributes(attributes));
            Span<ulong> signals = stackalloc ulong[Room / sizeof(ulong)];
            signals.Clear();
            Check(Libc.SetBlockedSignals(attributes, in signals[0]));
            signals[0] = SettableSignals;
            Check(Libc.SetDefaultSignals(attributes, in signals[0]));
            Check(Libc.SetFlags(attributes, Flags));
            Check(Libc.Spawn(out var process, words[0], actions, attributes, argv, envp));
            return (process, new(input.Write, FileAccess.Write, 0), new(output.Read, FileAccess.Read, 0));
        }
        finally
        {
            _ = Libc.DestroyActions(actions);
            _ = Libc.DestroyAttributes(attributes);
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(attributes);
            Free(argv, words.Length);
            Free(envp, environment.Length);
        }
    }

    private static (SafeFileHandle Read, SafeFileHandle Write) MakePipe()
    {
        Span<int> ends = stackalloc int[2];
        Check(Libc.MakePipe(ref ends[0], Libc.CloseOnExec) == 0 ? 0 : Marshal.GetLastPInvokeError());
        return (new(ends[0], true), new(ends[1], true));
    }

    // In the format of argv and environ: pointers, followed by a null pointer.
    private static nint Texts(string[] texts)
    {
        var list = Marshal.AllocHGlobal((texts.Length + 1) * nint.Size);
        for (var i = 0; i <= texts.Length; i++)
        {
            Marshal.WriteIntPtr(list, i * nint.Size, i < texts.Length ? Marshal.StringToCoTaskMemUTF8(texts[i]) : 0);
        }

        return list;
    }

    private static void Free(nint list, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Marshal.FreeCoTaskMem(Marshal.ReadIntPtr(list, i * nint.Size));
        }

        Marshal.FreeHGlobal(list);
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw new Win32Exception(error);
        }
    }
}
