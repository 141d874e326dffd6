using System.Text.Json;
using System.Text.Json.Serialization;

namespace Quickchange.Benchmark.Results;

/// <summary>A run: contestants that were started in turn, round by round, on one machine.</summary>
/// <param name="Date">When it began.</param>
/// <param name="Commit">The measured commit, from <c>git describe --always --dirty</c>.</param>
/// <param name="Machine">The machine.</param>
/// <param name="Rounds">How many times each contestant was started in each condition.</param>
/// <param name="Contestants">The contestants, with the floor first.</param>
public sealed record BenchmarkRun(
    DateTimeOffset Date, string Commit, Machine Machine, int Rounds, IReadOnlyList<Contestant> Contestants)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The contestant with which the others are compared.</summary>
    [JsonIgnore]
    public Contestant Floor => Contestants.Single(static each => each.Kind == ContestantKind.Floor);

    /// <exception cref="JsonException">The text is not a run.</exception>
    public static BenchmarkRun Parse(string json) =>
        JsonSerializer.Deserialize<BenchmarkRun>(json, Options) ?? throw new JsonException("The file contains no run.");

    public string ToJson() => JsonSerializer.Serialize(this, Options) + "\n";
}
