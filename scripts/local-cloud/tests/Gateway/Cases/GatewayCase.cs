namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>What a caller sends and gets, and where it is documented or recorded that AWS does so.</summary>
/// <param name="Name">What a user would see, as a sentence.</param>
/// <param name="Sent">The request line without the version, then header lines.</param>
/// <param name="Source">One of <see cref="Evidence"/>, or another place.</param>
public sealed record GatewayCase(string Name, string Sent, string Source)
{
    public string SentBody { get; init; } = "";

    /// <summary>What the function answers; null for the event itself.</summary>
    public string? Returns { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>The body of the response; null if it does not matter.</summary>
    public string? Body { get; init; }

    /// <summary>Lines "name: value" of headers of the response; "name:" for one that must not be there.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>Lines "path = JSON" of the event that the function sees; null as JSON for what must not be there.</summary>
    public IReadOnlyList<string> Event { get; init; } = [];

    /// <summary>An error response of the gateway itself.</summary>
    public static GatewayCase Refused(string name, string sent, int status, string message, string source) => new(name, sent, source)
    {
        Status = status,
        Body = $$"""{"message":"{{message}}"}""",
        Headers = ["content-type: application/json"],
    };

    /// <summary>What the function sees of a request.</summary>
    public static GatewayCase Seen(string name, string sent, string source, params string[] lines) => new(name, sent, source) { Event = lines };

    public override string ToString() => Name;
}
