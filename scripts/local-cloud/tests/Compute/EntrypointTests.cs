using Quickchange.LocalCloud.Tests.Functions;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Tests the errors for a bootstrap that can't run on this machine.</summary>
public sealed class EntrypointTests : ComputeFixture
{
    [Test]
    public async Task A_bootstrap_for_another_processor_says_how_to_build_it()
    {
        // An ELF header for a different machine.
        var other = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? '\x3e' : '\xb7';
        Aws.Deploy("f", FunctionZip.OfFile($"\u007fELF\x02\x01\x01{new string('\0', 9)}\x02\0{other}\0{new string('\0', 40)}"));

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.InvalidEntrypoint", "exec format error");
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain("scripts/build --arch"));
    }

    [TestCase("#!/bin/sh\n", "100644", "permission denied (the file in the zip is not executable; build the zip with scripts/build)")]
    [TestCase("#!/opt/none/node\n", "100755", "no such file or directory (/opt/none/node, which its first line names, doesn't exist)")]
    [TestCase("#!/bin/sh\r\n", "100755", "its lines end in CR LF")]
    [TestCase("echo hello\n", "100755", "exec format error (it is neither a program nor a script that begins with #!)")]
    [TestCase("", "100755", "exec format error")]
    [TestCase("", "100755", "Couldn't find valid bootstrap(s)", "main")]
    public async Task A_bootstrap_that_cannot_run_says_why(string text, string mode, string message, string name = "bootstrap")
    {
        Aws.Deploy("f", FunctionZip.OfFile(text, name, mode));

        using var response = await InvokeAsync("f", "{}");

        await IsErrorAsync(response, "Runtime.InvalidEntrypoint", message);
    }
}
