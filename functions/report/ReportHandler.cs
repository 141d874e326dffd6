using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.Core;
using Quickchange.Pipeline;

namespace Quickchange.Report;

/// <summary>
/// On its schedule, writes the day's report and the day's before, as JSON and as CSV; as <c>GET /reports/{date}</c> serves one, with
/// <c>?format=csv</c> as CSV.
/// </summary>
internal sealed class ReportHandler(ReportMaker maker, ReportStore store, EmbeddedMetrics metrics)
{
    /// <param name="input">An event of EventBridge Scheduler, or a request of an HTTP API.</param>
    /// <param name="context">What Lambda says of the invocation.</param>
    /// <exception cref="ArgumentException">The event is of another kind.</exception>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var document = await JsonDocument.ParseAsync(input);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("requestContext", out _))
        {
            return await ServeAsync(root);
        }

        if (Text(root, "source") != "aws.scheduler"
            || !DateTimeOffset.TryParse(Text(root, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new ArgumentException(
                """The event is no request and no schedule's. Invoke this function with {"source":"aws.scheduler","time":"2026-03-04T05:05:00Z"}.""",
                nameof(input));
        }

        await WriteReportsAsync(time.UtcDateTime, context);
        return Stream.Null;
    }

    private async Task WriteReportsAsync(DateTime time, ILambdaContext context)
    {
        var today = DateOnly.FromDateTime(time);
        // Yesterday again, for what was answered after its last report; and should one run fail, the next makes up for it.
        // Side by side, so that one that fails does not hold up the other.
        DateOnly[] days = [today.AddDays(-1), today];
        await Task.WhenAll(days.Select(day => WriteReportAsync(day, context.Logger)));
        metrics.Write(context.AwsRequestId, ("ReportsWritten", days.Length));
    }

    private async Task WriteReportAsync(DateOnly day, ILambdaLogger log)
    {
        var report = await maker.MakeAsync(day);
        await store.WriteAsync(report, ReportFormat.Csv);
        await store.WriteAsync(report, ReportFormat.Json);
        log.LogInformation(
            "Reported {date}: {answered} answered, {accepted} accepted, {rejected} rejected, {files} files",
            ReportFormat.Text(day), report.Answered, report.Accepted, report.Rejected, report.Files);
    }

    private async Task<Stream> ServeAsync(JsonElement request)
    {
        if (!DateOnly.TryParseExact(Parameter(request, "pathParameters", "date"), "yyyy-MM-dd", out var day))
        {
            return Unprocessable("The path must end in a date (UTC) like 2026-03-04.");
        }

        var format = Parameter(request, "queryStringParameters", "format") switch
        {
            null or "json" => ReportFormat.Json,
            "csv" => ReportFormat.Csv,
            _ => null,
        };
        if (format is null)
        {
            return Unprocessable("The format must be json or csv.");
        }

        return await store.ReadAsync(day, format) is { } report
            ? Respond.With(200, format.ContentType, report)
            : Respond.WithProblem(
                404,
                "Not Found",
                $"There is no report of {ReportFormat.Text(day)}. Five minutes past each hour, that day's report and the day's before are made.");
    }

    private static Stream Unprocessable(string detail) => Respond.WithProblem(422, "Unprocessable Content", detail);

    private static string? Parameter(JsonElement request, string kind, string name) =>
        request.TryGetProperty(kind, out var parameters) ? Text(parameters, name) : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
