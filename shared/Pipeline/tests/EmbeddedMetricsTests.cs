using System.Text;
using System.Text.Json;

namespace Quickchange.Pipeline.Tests;

public class EmbeddedMetricsTests
{
    [Test]
    public void A_line_declares_each_count_and_has_it()
    {
        using var output = new MemoryStream();

        new EmbeddedMetrics(output, "worker", TimeProvider.System).Write("request", ("RowsAnswered", 3), ("RowsDuplicate", 0));

        var text = Encoding.UTF8.GetString(output.ToArray());
        using var document = JsonDocument.Parse(text);
        var record = document.RootElement;
        var directive = record.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0];
        Assert.Multiple(() =>
        {
            Assert.That(text.IndexOf('\n', StringComparison.Ordinal), Is.EqualTo(text.Length - 1));
            Assert.That(record.GetProperty("_aws").GetProperty("Timestamp").GetInt64(), Is.GreaterThan(1_600_000_000_000));
            Assert.That(directive.GetProperty("Namespace").GetString(), Is.EqualTo("Quickchange"));
            Assert.That(directive.GetProperty("Dimensions").GetRawText(), Is.EqualTo("""[["FunctionName"]]"""));
            Assert.That(
                directive.GetProperty("Metrics").EnumerateArray().Select(metric => metric.GetProperty("Name").GetString()),
                Is.EqualTo(["RowsAnswered", "RowsDuplicate"]));
            Assert.That(record.GetProperty("FunctionName").GetString(), Is.EqualTo("worker"));
            Assert.That(record.GetProperty("requestId").GetString(), Is.EqualTo("request"));
            Assert.That(record.GetProperty("RowsAnswered").GetInt32(), Is.EqualTo(3));
            Assert.That(record.GetProperty("RowsDuplicate").GetInt32(), Is.Zero);
        });
    }
}
