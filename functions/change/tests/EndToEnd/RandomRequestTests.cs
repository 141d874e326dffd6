using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// Tests that every request gets an answer that the OpenAPI document or the gateway defines. A failure reports its seed; set
/// QUICKCHANGE_SEED to send the same request again.
/// </summary>
[Parallelizable]
public class RandomRequestTests : CloudTests
{
    private const int Requests = 1000;

    private static readonly string[] GatewayAnswers = ["""{"message":"Not Found"}""", """{"message":"Bad Request"}"""];

    [Test]
    public async Task A_thousand_random_requests_get_answers_that_the_document_knows()
    {
        var document = await DocumentAsync();
        var (first, count) = Environment.GetEnvironmentVariable("QUICKCHANGE_SEED") is { Length: > 0 } seed
            ? (int.Parse(seed, CultureInfo.InvariantCulture), 1)
            : (Random.Shared.Next(int.MaxValue - Requests), Requests);

        var statuses = new SortedDictionary<int, int>();
        for (var each = first; each < first + count; each++)
        {
            var request = RandomRequest.Of(each);
            using var message = request.ToMessage(Cloud.Http.BaseAddress!);
            using var response = await Cloud.Http.SendAsync(message);
            var status = (int)response.StatusCode;
            var body = await response.Content.ReadAsStringAsync();
            var what = $"QUICKCHANGE_SEED={each} sends it again: {request}\n{status} {response.Content.Headers.ContentType} {body}";
            Assert.That(status, Is.LessThan(500), what);
            var problem = request.Route is { } route ? document is null ? null : await document.ProblemOfAsync(route, response)
                : request.Method == "HEAD" || GatewayAnswers.Contains(body) ? null : "it is no answer of the gateway's";
            Assert.That(problem, Is.Null, what);
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
        }

        await TestContext.Out.WriteLineAsync($"seeds from {first}: {string.Join(", ", statuses.Select(pair => $"{pair.Value} × {pair.Key}"))}");
    }
}
