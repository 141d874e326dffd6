namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>A request with its expected event or response, and the source for AWS's behavior.</summary>
/// <param name="Name">A sentence that describes the behavior.</param>
/// <param name="Sent">The request line without the version, then header lines.</param>
/// <param name="Source">One of <see cref="Evidence"/>, or another place.</param>
public sealed record GatewayCase(string Name, string Sent, string Source)
{
    public string SentBody { get; init; } = "";

    /// <summary>The function's result; null for the event itself.</summary>
    public string? Returns { get; init; }

    public int Status { get; init; } = 200;

    /// <summary>The body of the response; null if it doesn't matter.</summary>
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

    /// <summary>A case that checks the function's event.</summary>
    public static GatewayCase Seen(string name, string sent, string source, params string[] lines) => new(name, sent, source) { Event = lines };

    public override string ToString() => Name;
}
