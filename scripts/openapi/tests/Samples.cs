namespace Quickchange.OpenApi.Tests.Samples;

internal enum Size
{
    Small,
    ExtraLarge,
}

internal readonly record struct Price(string Text)
{
    public const string JsonSchema = """{"type":"string","pattern":"^[0-9]+$"}""";
}

internal sealed record Tree(int Value, Tree? Left = null);

internal sealed record Order(int ItemCount, Size? Size = null, string Note = "none", Price? Price = null)
{
    public string Currency { get; } = "USD";
}
