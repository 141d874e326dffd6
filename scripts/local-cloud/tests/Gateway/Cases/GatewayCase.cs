namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>A request with its expected event or response, and the source for AWS's behavior.</summary>
/// <param name="Name">A sentence that describes the behavior.</param>
/// <param name="Sent">The request line without the version, then header lines.</param>
/// <param name="Source">One of <see cref="Evidence"/>, or another place.</param>
public sealed record GatewayCase(string Name, string Sent, string Source)
{
    public string SentBody { get; init; } = "";

    /// <summary>Requests before it, such as one whose response is cached, each like <see cref="Sent"/>.</summary>
    public IReadOnlyList<string> Before { get; init; } = [];

    /// <summary>
    /// What the Lambda authorizer returns for the header x-key, which is sent then; null for no header. "CALLS" becomes the number of its
    /// calls, "EVENT" what it was sent.
    /// </summary>
    public string? Authorizer { get; init; }

    /// <summary>Whether the route's function must not be invoked.</summary>
    public bool IsRefused { get; init; }

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
