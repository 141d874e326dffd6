using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>The few functions of the C library that the runtime calls, linked directly into the binary.</summary>
internal static unsafe partial class LibC
{
    public const int InternetV4 = 2;
    public const int Stream = 1;
    public const int CloseOnExec = 0x80000;
    public const int Tcp = 6;
    public const int NoDelay = 1;
    public const int NoSignal = 0x4000;
    public const int ShutBoth = 2;
    public const int Interrupted = 4;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetSocketOption(int socket, int level, int name, int* value, uint length);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(int socket, SocketAddress* address, uint length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "recv", SetLastError = true)]
    public static partial nint Receive(int socket, byte* buffer, nuint length, int flags);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(int file, byte* buffer, nuint length);

    [LibraryImport("libc", EntryPoint = "shutdown")]
    public static partial int Shutdown(int socket, int how);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int file);

    /// <summary>The error message of the last failed call.</summary>
    public static string LastError => Marshal.GetLastPInvokeErrorMessage();

    /// <summary>sockaddr_in: port and address in network byte order.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 16)]
    public struct SocketAddress
    {
        public ushort Family;
        public ushort Port;
        public uint Address;
    }
}
