using Quickchange.LocalCloud.Tests.Gateway.Cases;
using Quickchange.Testing;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests that the documentation contains the cases.</summary>
public class DocumentTests
{
    private const string Begin = "<!-- DocumentTests generates the tables below. -->\n";

    [Test]
    public void The_document_has_the_table_of_cases()
    {
        var path = Path.Combine(RepositoryRoot.Find(), "docs", "http-api.md");
        var text = File.ReadAllText(path);
        var expected = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + CaseTable.Markdown();
        if (Environment.GetEnvironmentVariable("WRITE_DOCUMENTS") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.That(File.ReadAllText(path), Is.EqualTo(expected), "docs/http-api.md is out of date: run this test with WRITE_DOCUMENTS=1.");
    }

    [Test]
    public void Each_case_has_a_name_of_its_own_and_a_source()
    {
        Assert.That(CaseTable.Rows.Select(row => row.Name), Is.Unique);
        Assert.That(CaseTable.Rows.Select(row => row.Source), Has.None.Empty);
    }
}
