using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Quickchange.Scripts.Tests.Builds;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that upload reads a file of any length in the same amount of memory.</summary>
[Category("e2e")]
[Parallelizable]
public class UploadMemoryTests
{
    private const int FewRows = 10_000;
    private const int ManyRows = 1_000_000;

    // The maximum share of the difference between the two files. A copy of the larger file would take all of it.
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
        var length = 0L;
        using var aws = new AwsStub();
        aws.Put("inbox/orders.csv", async body =>
        {
            await WriteAsync(body, "id,amount,currency\r\n");
            for (var row = 0; row < rows; row++)
            {
                await WriteAsync(body, string.Create(
                    CultureInfo.InvariantCulture, $"an-id-of-a-row-that-is-as-long-as-some-are-{row:000000000},{row % 10_000}.{row % 100:00},USD\r\n"));
            }
        });
        using var process = FunctionProcess.Of("upload", Repository.Built.ZipOf("upload"), [], aws);

        var outcome = process.Invoke("""
            {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"uploads"},"object":{"key":"inbox/orders.csv","eTag":"0123456789abcdef0123456789abcdef"}}}]}
            """u8);

        Assert.That(outcome.Failed, Is.False, outcome.Text);
        return (length, aws.Messages, process.Memory.Peak);

        async ValueTask WriteAsync(PipeWriter body, string text)
        {
            length += Encoding.UTF8.GetBytes(text, body);
            if (body.UnflushedBytes > 64 * 1024)
            {
                await body.FlushAsync();
            }
        }
    }
}
