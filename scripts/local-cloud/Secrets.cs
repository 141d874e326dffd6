using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud;

/// <summary>The secrets that a cloud's programs and its user share, but not its functions.</summary>
/// <param name="AccessKey">The user's access key, with which the AWS endpoint allows everything.</param>
/// <param name="Control">The secret that the AWS endpoint sends to the compute plane.</param>
internal sealed record Secrets(AccessKey AccessKey, string Control)
{
    /// <summary>The environment variables with the secrets, because every user of the machine can read arguments.</summary>
    public const string Usage = "Environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, QUICKCHANGE_SECRET, which scripts/up sets.";

    /// <returns>Null if a variable is missing.</returns>
    public static Secrets? FromEnvironment() =>
        Read("AWS_ACCESS_KEY_ID") is { } id && Read("AWS_SECRET_ACCESS_KEY") is { } secret && Read("QUICKCHANGE_SECRET") is { } control
            ? new(new(id, secret), control)
            : null;

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
