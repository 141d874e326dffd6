using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Quickchange.Http;
using Quickchange.Pipeline;

namespace Quickchange.Report;

/// <summary>
/// On its schedule, writes the reports of the day and the previous day, as JSON and CSV; for <c>GET /reports/{date}</c>, serves a
/// report, as CSV with <c>?format=csv</c>. Creates today's report on request if it doesn't exist yet.
/// </summary>
/// <param name="maker">Creates reports.</param>
/// <param name="store">Stores reports.</param>
/// <param name="metrics">Counts reports that were written on schedule.</param>
/// <param name="clock">The clock.</param>
internal sealed class ReportHandler(ReportMaker maker, ReportStore store, EmbeddedMetrics metrics, TimeProvider clock)
{
    private readonly Answers _answers = new(differByCaller: true);

    /// <param name="input">An event from EventBridge Scheduler, or a request from an HTTP API.</param>
    /// <param name="context">The context of the invocation.</param>
    /// <exception cref="ArgumentException">The event has a different type.</exception>
    public async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var document = await JsonDocument.ParseAsync(input);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("requestContext", out _))
        {
            return _answers.ToStream(await ServeAsync(root, context.Logger));
        }

        if (Text(root, "source") != "aws.scheduler"
            || !DateTimeOffset.TryParse(Text(root, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            throw new ArgumentException(
                """The event is neither a request nor a scheduled event. Invoke this function with {"source":"aws.scheduler","time":"2026-03-04T05:05:00Z"}.""",
                nameof(input));
        }

        await WriteReportsAsync(time.UtcDateTime, context);
        return Stream.Null;
    }

    private async Task WriteReportsAsync(DateTime time, ILambdaContext context)
    {
        var today = DateOnly.FromDateTime(time);
        // Yesterday again, for requests that were answered after its last report. If a run fails, the next one compensates for it.
        // In parallel, so that a failure doesn't affect the other one.
        DateOnly[] days = [today.AddDays(-1), today];
        await Task.WhenAll(days.Select(day => WriteReportAsync(day, context.Logger)));
        metrics.Write(context.AwsRequestId, ("ReportsWritten", days.Length));
    }

    private async Task<DayReport> WriteReportAsync(DateOnly day, ILambdaLogger log)
    {
        var report = await maker.MakeAsync(day);
        await store.WriteAsync(report, ReportFormat.Csv);
        await store.WriteAsync(report, ReportFormat.Json);
        log.LogInformation(
            "Reported {date}: {answered} answered, {accepted} accepted, {rejected} rejected, {files} files",
            ReportFormat.Text(day), report.Answered, report.Accepted, report.Rejected, report.Files);
        return report;
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> ServeAsync(JsonElement request, ILambdaLogger log)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var date = Parameter(request, "pathParameters", "date");
        var day = today;
        if (date != "today" && !DateOnly.TryParseExact(date, "yyyy-MM-dd", out day))
        {
            return _answers.Problem(new(422, "The path must end in a date (UTC) like 2026-03-04, or in today."));
        }

        var format = Parameter(request, "queryStringParameters", "format") switch
        {
            null or "json" => ReportFormat.Json,
            "csv" => ReportFormat.Csv,
            _ => null,
        };
        if (format is null)
        {
            return _answers.Problem(new(422, "The format must be json or csv."));
        }

        var report = await store.ReadAsync(day, format);
        if (report is null && day == today)
        {
            // This happens once a day, when few requests have been answered; from then on, the stored report is read.
            report = Encoding.UTF8.GetString(format.Write(await WriteReportAsync(day, log)));
        }

        return report is not null
            ? _answers.Text(200, format.ContentType, report)
            : _answers.Problem(new(
                404,
                $"There is no report of {ReportFormat.Text(day)}. At five minutes past each hour, the reports of that day and the previous day are created."));
    }

    private static string? Parameter(JsonElement request, string kind, string name) =>
        request.TryGetProperty(kind, out var parameters) ? Text(parameters, name) : null;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
