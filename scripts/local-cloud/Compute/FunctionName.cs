using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>
/// The name with which a caller refers to a function
/// (<see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">Invoke</see>).
/// </summary>
/// <param name="Name">The function name without a qualifier.</param>
/// <param name="Qualifier">A version or an alias; null for none.</param>
internal readonly record struct FunctionName(string Name, string? Qualifier)
{
    /// <summary>Whether the qualifier is an alias: neither a number nor $LATEST.</summary>
    public bool NamesAlias => Qualifier is { } qualifier && qualifier != "$LATEST" && !qualifier.All(char.IsAsciiDigit);

    /// <summary>The ARN without a qualifier.</summary>
    public string Arn => $"arn:aws:lambda:{AwsClient.Region}:{AwsClient.Account}:function:{Name}";

    public static bool IsFunction(string arn) => arn.Split(':') is ["arn", _, "lambda", _, _, "function", _, ..];

    /// <summary>Parses <c>name</c>, <c>account:function:name</c> or a full ARN, each with or without a qualifier.</summary>
    /// <param name="name">The caller's text.</param>
    /// <param name="qualifier">A separate qualifier; null for none.</param>
    /// <exception cref="QualifierMismatchException">The name contains a different qualifier.</exception>
    public static FunctionName Parse(string name, string? qualifier)
    {
        var parts = name.Split(':');
        var (plain, own) = parts[(Array.IndexOf(parts, "function") + 1)..] switch
        {
            [var only] => (only, null),
            [var first, var second] => (first, (string?)second),
            _ => (name, null),
        };
        return own is null || qualifier is null || own == qualifier
            ? new(plain, qualifier ?? own)
            : throw new QualifierMismatchException();
    }
}
