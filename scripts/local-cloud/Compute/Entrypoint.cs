using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Quickchange.LocalCloud.Compute;

/// <summary>Checks whether this machine can run the bootstrap of a deployed zip.</summary>
internal static class Entrypoint
{
    private const string CannotRun = "fork/exec /var/task/bootstrap: ";

    private static readonly string Host = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";

    /// <exception cref="InvalidEntrypointException">It can't. The message is Lambda's, with a remedy.</exception>
    public static void Check(string folder, FunctionVersion function)
    {
        var bootstrap = Path.Combine(folder, "bootstrap");
        if (!File.Exists(bootstrap))
        {
            throw new InvalidEntrypointException("Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]");
        }

        if ((File.GetUnixFileMode(bootstrap) & UnixFileMode.UserExecute) == 0)
        {
            throw new InvalidEntrypointException(
                $"{CannotRun}permission denied (the file in the zip is not executable; build the zip with scripts/build)");
        }

        Span<byte> start = stackalloc byte[256];
        using (var stream = File.OpenRead(bootstrap))
        {
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        if (start.StartsWith("\u007fELF"u8) && start.Length >= 20)
        {
            CheckProgram(BinaryPrimitives.ReadUInt16LittleEndian(start[18..]), function);
        }
        else if (start.StartsWith("#!"u8))
        {
            CheckScript(Encoding.UTF8.GetString(start[2..]));
        }
        else
        {
            throw new InvalidEntrypointException($"{CannotRun}exec format error (it is neither a program nor a script that begins with #!)");
        }
    }

    // The number is e_machine in the ELF header.
    private static void CheckProgram(ushort machine, FunctionVersion function)
    {
        var built = machine switch
        {
            62 => "x86_64",
            183 => "arm64",
            _ => $"ELF machine {machine}",
        };
        if (built != Host)
        {
            throw new InvalidEntrypointException(
                $"{CannotRun}exec format error (it is built for {built}, but this machine is {Host}; "
                + $"build it with scripts/build --arch {(Host == "arm64" ? "arm64" : "x64")})");
        }

        if (built != function.Architecture)
        {
            throw new InvalidEntrypointException(
                $"{CannotRun}exec format error (it is built for {built}, but the function is deployed for {function.Architecture})");
        }
    }

    private static void CheckScript(string start)
    {
        var line = start.Split('\n')[0];
        var interpreter = line.Trim(' ').Split(' ')[0];
        if (!File.Exists(interpreter))
        {
            throw new InvalidEntrypointException(
                $"{CannotRun}no such file or directory ("
                + (line.EndsWith('\r') ? "its lines end in CR LF; change them to LF)" : $"{interpreter}, which its first line names, doesn't exist)"));
        }
    }
}
