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
        var timestamp = document.RootElement.GetProperty("_aws").GetProperty("Timestamp").GetInt64();
        Assert.That(timestamp, Is.GreaterThan(1_600_000_000_000));
        Assert.That(text, Is.EqualTo(
            $$$"""{"_aws":{"Timestamp":{{{timestamp}}},"CloudWatchMetrics":[{"Namespace":"Quickchange","Dimensions":[["FunctionName"]]"""
            + ""","Metrics":[{"Name":"RowsAnswered","Unit":"Count"},{"Name":"RowsDuplicate","Unit":"Count"}]}]}"""
            + ""","FunctionName":"worker","requestId":"request","RowsAnswered":3,"RowsDuplicate":0}""" + "\n"));
    }
}
