using System.Text.Encodings.Web;
using System.Text.Json;

namespace Quickchange.Change.Tests.Costs;

/// <summary>An expensive request, the status of its answer, and the number of steps that it takes.</summary>
internal sealed record KeptRequest(SentRequest Request, int Status, long Steps)
{
    private const int Most = 100;

    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static KeptRequest[] Read()
    {
        using var stream = typeof(KeptRequest).Assembly.GetManifestResourceStream("worst-requests")!;
        return JsonSerializer.Deserialize<KeptRequest[]>(stream, Options)!;
    }

    /// <summary>A hundred requests: the worst of every kind, then the second worst of every kind, and so on.</summary>
    public static KeptRequest[] Choose(IEnumerable<List<Measurement>> best) =>
    [
        .. best
            .SelectMany(kind => kind)
            .Where(measured => measured.Candidate.Oddity == 0)
            .GroupBy(measured => $"{measured.Candidate.Kind}, {measured.Status}, {measured.IsCut}")
            .SelectMany(kind => kind.DistinctBy(measured => measured.Steps).OrderByDescending(measured => measured.Steps).Index())
            .OrderBy(ranked => ranked.Index).ThenByDescending(ranked => ranked.Item.Steps)
            .Take(Most)
            .Select(ranked => ranked.Item)
            .OrderByDescending(measured => measured.Steps)
            .Select(measured => new KeptRequest(measured.Candidate.ToRequest(), measured.Status, measured.Steps)),
    ];

    /// <summary>One line per request.</summary>
    public static string Write(IEnumerable<KeptRequest> requests) =>
        $"[\n{string.Join(",\n", requests.Select(request => JsonSerializer.Serialize(request, Options)))}\n]\n";

    public override string ToString()
    {
        var text = Request.Body ?? $"{Request.Path}?{string.Join('&', Request.Query!.Select(pair => $"{pair.Key}={pair.Value}"))}";
        return text[..Math.Min(text.Length, 100)];
    }
}
