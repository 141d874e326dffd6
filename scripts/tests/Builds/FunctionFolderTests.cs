using System.Diagnostics;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>Tests that unpacked programs can be run, whatever other tests start in the meantime.</summary>
public class FunctionFolderTests
{
    private const int Starts = 200;

    [Test]
    public void What_was_just_unpacked_runs_while_other_threads_start_processes()
    {
        using var root = new TemporaryFolder();
        var zip = root.PathOf("function.zip");
        File.WriteAllBytes(zip, FunctionZip.OfFile("#!/bin/sh\nexit 3\n"));
        using var done = new CancellationTokenSource();
        var others = Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
            {
                Run("/bin/true");
            }
        })).ToArray();
        try
        {
            for (var start = 0; start < Starts; start++)
            {
                var folder = root.PathOf($"{start}");
                FunctionFolder.Unpack(zip, folder);

                Assert.That(Run(Path.Combine(folder, "bootstrap")), Is.EqualTo(3));
            }
        }
        finally
        {
            done.Cancel();
            Task.WaitAll(others);
        }
    }

    private static int Run(string program)
    {
        using var process = Process.Start(program);
        process.WaitForExit();
        return process.ExitCode;
    }
}
