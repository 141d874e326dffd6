using System.Text.Json;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Logging;

namespace Amazon.Lambda.Tests;

/// <summary>Tests the function's log in both formats.</summary>
public class LogTests
{
    [Test]
    public void A_line_of_text_has_time_request_level_and_message()
    {
        var line = LinesOf("Text", null, logger => logger.LogWarning("few {coins} left", 3)).Single();

        Assert.That(line, Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\tid-1\twarn\tfew 3 left\n$"));
    }

    [Test]
    public void A_message_of_several_lines_stays_one_event()
    {
        var line = LinesOf("Text", null, logger => logger.LogLine("one\ntwo\r\nthree")).Single();

        Assert.That(line, Does.EndWith("one\rtwo\rthree\n"));
    }

    [Test]
    public void A_JSON_record_has_its_arguments_as_properties()
    {
        var line = LinesOf("JSON", null, logger => logger.LogInformation("{count} {name} and {share:P0}", 7, "quarters", 0.5)).Single();

        using var record = JsonDocument.Parse(line);
        var root = record.RootElement;
        using var all = Assert.EnterMultipleScope();
        Assert.That(root.GetProperty("level").GetString(), Is.EqualTo("Information"));
        Assert.That(root.GetProperty("requestId").GetString(), Is.EqualTo("id-1"));
        Assert.That(root.GetProperty("message").GetString(), Is.EqualTo("7 quarters and 50 %"));
        Assert.That(root.GetProperty("count").GetInt32(), Is.EqualTo(7));
        Assert.That(root.GetProperty("name").GetString(), Is.EqualTo("quarters"));
        Assert.That(root.GetProperty("timestamp").GetDateTimeOffset(), Is.GreaterThan(DateTimeOffset.UtcNow.AddMinutes(-1)));
        Assert.That(line, Does.EndWith("}\n").And.Not.Contain("\n{"));
    }

    [Test]
    public void A_JSON_record_has_an_exception_in_parts()
    {
        var line = LinesOf("JSON", null, logger => logger.LogError(new FormatException("bad\ninput"), "it {failed}", true)).Single();

        using var record = JsonDocument.Parse(line);
        var root = record.RootElement;
        using var all = Assert.EnterMultipleScope();
        Assert.That(root.GetProperty("errorType").GetString(), Is.EqualTo("System.FormatException"));
        Assert.That(root.GetProperty("errorMessage").GetString(), Is.EqualTo("bad\ninput"));
        Assert.That(root.GetProperty("stackTrace").ValueKind, Is.EqualTo(JsonValueKind.Array));
        Assert.That(root.GetProperty("failed").GetBoolean(), Is.True);
    }

    [TestCase(null, "info warn fail crit")]
    [TestCase("TRACE", "trce dbug info warn fail crit")]
    [TestCase("DEBUG", "dbug info warn fail crit")]
    [TestCase("INFO", "info warn fail crit")]
    [TestCase("WARN", "warn fail crit")]
    [TestCase("ERROR", "fail crit")]
    [TestCase("FATAL", "crit")]
    public void What_is_below_the_level_is_not_logged(string? level, string expected)
    {
        var lines = LinesOf("Text", level, logger =>
        {
            logger.LogTrace("x");
            logger.LogDebug("x");
            logger.LogInformation("x");
            logger.LogWarning("x");
            logger.LogError("x");
            logger.LogCritical("x");
        });

        Assert.That(string.Join(' ', lines.Select(line => line.Split('\t')[2])), Is.EqualTo(expected));
    }

    [TestCase("{0} of {1}", "1 of 2")]
    [TestCase("{{literal}} {a}", "{literal} 1")]
    [TestCase("{a} {b} {c}", "1 2 {c}")]
    [TestCase("{ unclosed", "{ unclosed")]
    [TestCase("{@a}", "1")]
    [TestCase("{a:000}", "001")]
    [TestCase("no holes", "no holes")]
    public void A_template_is_filled(string template, string expected) =>
        Assert.That(new LogMessage(template, [1, 2]).Text, Is.EqualTo(expected));

    [Test]
    public void A_template_without_arguments_is_the_message() =>
        Assert.That(new LogMessage("""{"json":true}""", []).Text, Is.EqualTo("""{"json":true}"""));

    private static List<string> LinesOf(string format, string? level, Action<ILambdaLogger> log)
    {
        using var server = new RuntimeApiServer().Next();
        (string, string)[] levels = level is null ? [] : [("AWS_LAMBDA_LOG_LEVEL", level)];
        var run = Bootstrap.Run(
            server,
            (input, context) =>
            {
                log(context.Logger);
                return input;
            },
            [("AWS_LAMBDA_LOG_FORMAT", format), .. levels]);
        Assert.That(run.Posts.Single().Path, Does.EndWith("/response"), run.Posts.Single().Body);
        return [.. run.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line + "\n")];
    }
}
