namespace Quickchange.LocalCloud.Compute;

/// <summary>The function, version or alias doesn't exist.</summary>
internal sealed class FunctionNotFoundException(FunctionName function, string remedy = "") : Exception(
    $"Function not found: {function.Arn}{(function.Qualifier is null ? "" : $":{function.Qualifier}")}{remedy}");
