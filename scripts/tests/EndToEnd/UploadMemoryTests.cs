using System.Globalization;
using System.IO.Compression;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>The function upload reads a file of any length in the same memory.</summary>
[Category("e2e")]
[Parallelizable]
public class UploadMemoryTests
{
    private const int FewRows = 10_000;
    private const int ManyRows = 1_000_000;

    // Of what the longer file is larger. A copy of it would take all of that.
    private const double MostGrowth = 0.25;

    [Test]
    public async Task Memory_does_not_grow_with_the_file()
    {
        var few = await ReadAsync(FewRows);
        var many = await ReadAsync(ManyRows);

        var larger = many.FileLength - few.FileLength;
        await TestContext.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{FewRows} rows, {few.FileLength} bytes: {few.PeakMemory} bytes of memory; {ManyRows} rows, {many.FileLength} bytes: {many.PeakMemory}"));
        Assert.Multiple(() =>
        {
            Assert.That(few.RowsSent, Is.EqualTo(FewRows));
            Assert.That(many.RowsSent, Is.EqualTo(ManyRows));
            Assert.That(many.PeakMemory - few.PeakMemory, Is.LessThan(larger * MostGrowth));
        });
    }

    private static async Task<(long FileLength, long RowsSent, long PeakMemory)> ReadAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("quickchange-");
        try
        {
            var bootstrap = Path.Combine(folder.FullName, "bootstrap");
            await using var zip = await ZipFile.OpenReadAsync(Repository.Built.ZipOf("upload"));
            await zip.GetEntry("bootstrap")!.ExtractToFileAsync(bootstrap);
            File.SetUnixFileMode(bootstrap, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            await using var aws = await UploadStub.StartAsync(rows);
            using var process = Command.Start(folder.FullName, aws.Environment, bootstrap);
            try
            {
                await aws.Answered.WaitAsync(TimeSpan.FromMinutes(5));
                return (aws.FileLength, aws.RowsSent, PeakMemoryOf(process.Id));
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // https://man7.org/linux/man-pages/man5/proc_pid_status.5.html: VmHWM, the peak resident set, in KiB.
    private static long PeakMemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").Single(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
    }
}
