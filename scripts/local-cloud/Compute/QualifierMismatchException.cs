namespace Quickchange.LocalCloud.Compute;

/// <summary>A function's name has a qualifier, and the request another.</summary>
internal sealed class QualifierMismatchException()
    : Exception("The derived qualifier from the function name does not match the specified qualifier.");
