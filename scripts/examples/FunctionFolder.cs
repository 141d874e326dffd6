using System.Diagnostics;
using System.IO.Compression;

namespace Quickchange.Examples;

/// <summary>Unpacks a function's zip as Lambda does: to a folder, with the modes in the zip.</summary>
public static class FunctionFolder
{
    /// <summary>Unpacks a zip so that its program can be run immediately.</summary>
    /// <param name="zip">The zip file.</param>
    /// <param name="folder">The target folder, which is created if it doesn't exist.</param>
    /// <exception cref="InvalidOperationException">The files could not be copied.</exception>
    /// <remarks>
    /// A program can't be run while a process has it open for writing
    /// (<see href="https://man7.org/linux/man-pages/man2/execve.2.html">ETXTBSY</see>), and a child process that another thread starts
    /// inherits this process's open files until it executes its program. Therefore another process writes the files.
    /// </remarks>
    public static void Unpack(string zip, string folder)
    {
        using var unpacked = new TemporaryFolder();
        ZipFile.ExtractToDirectory(zip, unpacked.Root);
        Directory.CreateDirectory(folder);
        using var copy = Process.Start("cp", ["--recursive", "--preserve=mode", unpacked.PathOf("."), folder]);
        copy.WaitForExit();
        if (copy.ExitCode != 0)
        {
            throw new InvalidOperationException($"cp could not copy the contents of {zip} to {folder}: exit status {copy.ExitCode}");
        }
    }
}
