namespace Quickchange.LocalCloud.Compute;

/// <summary>There is no such function, version or alias.</summary>
internal sealed class FunctionNotFoundException(FunctionName function) : Exception(
    $"Function not found: {function.Arn}" + (function.Qualifier is null ? "" : $":{function.Qualifier}"));
