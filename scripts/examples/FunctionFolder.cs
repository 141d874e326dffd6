using System.Diagnostics;
using System.IO.Compression;

namespace Quickchange.Examples;

/// <summary>What Lambda makes of a function's zip: a folder, with the modes that the zip says.</summary>
public static class FunctionFolder
{
    /// <summary>Unpacks a zip, so that its program can be run at once.</summary>
    /// <param name="zip">Its file.</param>
    /// <param name="folder">Is made if it is not there.</param>
    /// <exception cref="InvalidOperationException">The files could not be copied.</exception>
    /// <remarks>
    /// Nobody can run a program that a process has open to write
    /// (<see href="https://man7.org/linux/man-pages/man2/execve.2.html">ETXTBSY</see>), and what another thread starts has this
    /// process's open files until it runs its own program. So another process writes them.
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
            throw new InvalidOperationException($"cp could not copy what is in {zip} to {folder}: exit status {copy.ExitCode}");
        }
    }
}
