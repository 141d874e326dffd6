using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Quickchange.Watcher.Tests;

/// <summary>Tests what programs inherit that the watcher starts.</summary>
public sealed partial class InheritanceTests
{
    [Test]
    public void A_program_does_not_inherit_what_the_watcher_has_inherited()
    {
        var file = Path.GetTempFileName();
        using var opened = File.OpenHandle(file);
        // Unlike the original, the copy is inherited.
        var copy = Duplicate((int)opened.DangerousGetHandle());
        try
        {
            Assert.That(Files(), Does.Contain(file));

            Inheritance.End();

            Assert.That(Files(), Does.Not.Contain(file));
        }
        finally
        {
            _ = Close(copy);
            File.Delete(file);
        }
    }

    // The files that a program has open that this one starts.
    private static string?[] Files()
    {
        using var program = Process.Start("sleep", "600");
        try
        {
            return [.. Directory.GetFiles($"/proc/{program.Id}/fd").Select(static descriptor => new FileInfo(descriptor).LinkTarget)];
        }
        finally
        {
            program.Kill();
            program.WaitForExit();
        }
    }

    [LibraryImport("libc", EntryPoint = "dup")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
