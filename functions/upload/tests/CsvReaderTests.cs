using System.Text;
using FsCheck.Fluent;

namespace Quickchange.Upload.Tests;

public sealed class CsvReaderTests
{
    [Test]
    public async Task Quotes_line_ends_and_empty_lines_are_those_of_rfc_4180()
    {
        var records = await ReadAsync("\uFEFFid,\"a\"\"b\"\r\n\n\"x\r\ny\",2\r3,\n4"u8.ToArray(), 0, 1, int.MaxValue);

        Assert.That(records.Select(static record => record.Text), Is.EqualTo(new[] { "3@1 id|a\"b", "15@3 x\r\ny|2", "24@5 3|", "27@6 4" }));
    }

    [TestCase("\"a\nb\n", "a quotation mark is not closed")]
    [TestCase("a\"\nb\n", "a field without quotation marks contains one")]
    [TestCase("\"a\"x\nb\n", "there is text after a closing quotation mark")]
    public async Task A_record_that_is_no_csv_is_its_first_line(string text, string error)
    {
        var records = await ReadAsync(Encoding.UTF8.GetBytes(text), 0, 1, int.MaxValue);

        Assert.That(records[0].Text, Does.EndWith(error));
        Assert.That(records[1].Text, Does.EndWith("@2 b"));
    }

    [Test]
    public async Task Bytes_that_are_not_utf8_are_an_error_of_their_row_alone()
    {
        var records = await ReadAsync([(byte)'a', 0xFF, (byte)'\n', (byte)'b'], 0, 1, 1);

        Assert.That(records.Select(static record => record.Text), Is.EqualTo(new[] { "0@1 the row is not UTF-8", "3@2 b" }));
    }

    [TestCase("utf-16", "UTF-16")]
    [TestCase("utf-16BE", "UTF-16")]
    [TestCase("iso-8859-1", "not UTF-8")]
    [TestCase("utf-8", null)]
    public async Task Another_encoding_is_named(string name, string? expected)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var mark in new[] { Array.Empty<byte>(), encoding.GetPreamble() })
        {
            var reader = new CsvReader(new MemoryStream([.. mark, .. encoding.GetBytes("id,amount,währung\na,1,USD\n")]), 0, 1);
            await reader.ReadAsync(default);

            Assert.That(reader.OtherEncoding, Is.EqualTo(expected));
        }
    }

    [TestCase(CsvReader.LongestRecord, false)]
    [TestCase(CsvReader.LongestRecord + 1, true)]
    [TestCase(10 * CsvReader.LongestRecord, true)]
    public async Task A_record_has_64_KB_at_most(int length, bool refused)
    {
        var records = await ReadAsync(Encoding.UTF8.GetBytes(new string('x', length) + "\r\nb"), 0, 1, 5000);

        Assert.That(records[0].Text.EndsWith("the row is longer than 65536 bytes", StringComparison.Ordinal), Is.EqualTo(refused));
        Assert.That(records[1].Text, Is.EqualTo($"{length + 2}@2 b"));
    }

    [FsCheck.NUnit.Property(MaxTest = 300)]
    public FsCheck.Property Chunks_and_continuing_from_any_record_change_nothing() =>
        Prop.ForAll(Files, Gen.Choose(1, 7).ToArbitrary(), static (file, chunk) =>
        {
            var whole = ReadAsync(file, 0, 1, int.MaxValue).Result;
            Assert.That(ReadAsync(file, 0, 1, chunk).Result, Is.EqualTo(whole));
            foreach (var (index, record) in whole.Index())
            {
                var rest = ReadAsync(file, record.Offset, record.Line, chunk).Result;
                Assert.That(rest, Is.EqualTo(whole[index..]));
            }
        });

    private static FsCheck.Arbitrary<byte[]> Files => Gen.Elements(
        (byte)'"', (byte)'"', (byte)',', (byte)'\r', (byte)'\n', (byte)'a', (byte)0xC3, (byte)0xA4).ArrayOf().ToArbitrary();

    private static async Task<List<Record>> ReadAsync(byte[] file, long offset, long line, int chunk)
    {
        using var stream = new ChunkedStream(file[(int)offset..], chunk);
        var csv = new CsvReader(stream, offset, line);
        var records = new List<Record>();
        while (await csv.ReadAsync(default))
        {
            var text = csv.Error ?? string.Join('|', Enumerable.Range(0, csv.FieldCount).Select(csv.Field));
            records.Add(new(csv.Offset, csv.Line, $"{csv.Offset}@{csv.Line} {text}"));
        }

        return records;
    }

    private sealed record Record(long Offset, long Line, string Text);

    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
