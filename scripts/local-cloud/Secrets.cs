using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud;

/// <summary>What only the programs of one cloud know, and its user; functions do not.</summary>
/// <param name="AccessKey">The user's: the AWS endpoint lets it do everything.</param>
/// <param name="Control">The AWS endpoint says it when it calls the compute plane.</param>
internal sealed record Secrets(AccessKey AccessKey, string Control)
{
    /// <summary>The environment variables that they are in: arguments can be read by every user of the machine.</summary>
    public const string Usage = "Environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, QUICKCHANGE_SECRET, which scripts/up makes.";

    /// <returns>Null if one is missing.</returns>
    public static Secrets? FromEnvironment() =>
        Read("AWS_ACCESS_KEY_ID") is { } id && Read("AWS_SECRET_ACCESS_KEY") is { } secret && Read("QUICKCHANGE_SECRET") is { } control
            ? new(new(id, secret), control)
            : null;

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
