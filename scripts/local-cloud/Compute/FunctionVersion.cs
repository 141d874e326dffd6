using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Compute;

/// <summary>A version of a function, as returned by GetFunction.</summary>
internal sealed record FunctionVersion
{
    public required string Name { get; init; }

    /// <summary>A number, or $LATEST.</summary>
    public required string Version { get; init; }

    /// <summary>The ARN without a qualifier.</summary>
    public required string Arn { get; init; }

    /// <summary>The configured handler, which a runtime in the zip may read.</summary>
    public required string Handler { get; init; }

    public required string Role { get; init; }

    /// <summary>The memory, in MB.</summary>
    public required int Memory { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>arm64 or x86_64.</summary>
    public required string Architecture { get; init; }

    public required string CodeSha256 { get; init; }

    public required Uri CodeLocation { get; init; }

    public required string LogGroup { get; init; }

    /// <summary>Text or JSON.</summary>
    public required string LogFormat { get; init; }

    public required string? LogLevel { get; init; }

    /// <summary>The function's reserved concurrency; null for none.</summary>
    public required int? ReservedConcurrency { get; init; }

    /// <summary>The ARN of the dead-letter queue for asynchronous events; null for none.</summary>
    public required string? DeadLetterTarget { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>A value that changes when any property changes that affects an environment.</summary>
    public required string Fingerprint { get; init; }

    public static FunctionVersion Parse(JsonNode function)
    {
        var configuration = function["Configuration"]!.AsObject();
        var logging = configuration["LoggingConfig"];
        var name = (string)configuration["FunctionName"]!;
        return new()
        {
            Name = name,
            Version = (string)configuration["Version"]!,
            Arn = string.Join(':', ((string)configuration["FunctionArn"]!).Split(':').Take(7)),
            Handler = (string?)configuration["Handler"] ?? "",
            Role = (string)configuration["Role"]!,
            Memory = (int)configuration["MemorySize"]!,
            Timeout = TimeSpan.FromSeconds((int)configuration["Timeout"]!),
            Architecture = (string?)configuration["Architectures"]?[0] ?? "x86_64",
            CodeSha256 = (string)configuration["CodeSha256"]!,
            CodeLocation = new((string)function["Code"]!["Location"]!),
            LogGroup = (string?)logging?["LogGroup"] ?? $"/aws/lambda/{name}",
            LogFormat = (string?)logging?["LogFormat"] ?? "Text",
            LogLevel = (string?)logging?["ApplicationLogLevel"],
            ReservedConcurrency = (int?)function["Concurrency"]?["ReservedConcurrentExecutions"],
            DeadLetterTarget = (string?)configuration["DeadLetterConfig"]?["TargetArn"] is { Length: > 0 } target ? target : null,
            Variables = configuration["Environment"]?["Variables"]?.AsObject()
                .ToDictionary(pair => pair.Key, pair => (string)pair.Value!) ?? [],
            Fingerprint = configuration.ToJsonString(),
        };
    }
}
