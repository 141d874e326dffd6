namespace Quickchange.LocalCloud.Compute;

/// <summary>A function's name and the request contain different qualifiers.</summary>
internal sealed class QualifierMismatchException()
    : Exception("The derived qualifier from the function name does not match the specified qualifier.");
