using System.Net;

namespace Quickchange.Report.Tests;

/// <summary>Returns configured responses in turn, then repeats the last one; records the requests.</summary>
internal sealed class StubCloudWatch(params (HttpStatusCode Status, string Body)[] answers) : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    public static string Datapoints(params double[] maxima) =>
        $"""
        <GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/">
          <GetMetricStatisticsResult>
            <Label>ApproximateAgeOfOldestMessage</Label>
            <Datapoints>{string.Concat(maxima.Select(maximum => FormattableString.Invariant($"<member><Maximum>{maximum:F1}</Maximum></member>")))}</Datapoints>
          </GetMetricStatisticsResult>
        </GetMetricStatisticsResponse>
        """;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
        var (status, body) = answers[Math.Min(Asked.Count, answers.Length) - 1];
        return new(status) { Content = new StringContent(body) };
    }
}
