using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Fluent;

namespace Quickchange.Upload.Tests;

public sealed partial class RejectedRowTests
{
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("＝1", "'＝1")]
    [TestCase("\t=1", "'\t'=1")]
    [TestCase("a;=1", "a;'=1")]
    [TestCase("a,=1", "\"a,'=1\"")]
    [TestCase("\"=1", "\"\"\"'=1\"")]
    [TestCase("a\r\n=1", "\"a\r'\n'=1\"")]
    [TestCase("'=1", "''=1")]
    [TestCase("o-1=2", "o-1=2")]
    public void A_text_is_no_formula_in_a_spreadsheet(string id, string cell) =>
        Assert.That(Encoding.UTF8.GetString(RejectedRow.Of(7, id, "r")), Is.EqualTo($"7,{cell},r\r\n"));

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public FsCheck.Property A_program_gets_the_text_back() => Prop.ForAll(Texts, static text =>
    {
        var reader = new CsvReader(new MemoryStream(RejectedRow.Of(1, text, "r")), 10, 2);
        Assert.That(reader.ReadAsync(default).AsTask().Result);

        var cell = reader.Field(1);
        Assert.That(Beginning().Replace(cell, ""), Is.EqualTo(text));
        Assert.That(Formula().IsMatch(cell), Is.False);
    });

    private static FsCheck.Arbitrary<string> Texts =>
        Gen.Elements("=+-@'＝;,|\t\r\n\"a1 ".ToCharArray()).ArrayOf().Select(static letters => new string(letters)).ToArbitrary();

    // Looks at the text as it is written, where an apostrophe can stand between a separator and what it keeps apart.
    [GeneratedRegex("""(?<=^|[,;|\t\r\n"])'(?=[=+\-@\t\r\n＝＋－＠'])""")]
    private static partial Regex Beginning();

    [GeneratedRegex("""(^|[,;|\t\r\n"])[=+\-@\t\r\n＝＋－＠]""")]
    private static partial Regex Formula();
}
