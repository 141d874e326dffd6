namespace Quickchange.LocalCloud.Compute;

/// <summary>There is no such function, version or alias.</summary>
internal sealed class FunctionNotFoundException(string name, string? qualifier)
    : Exception($"Function not found: {name}{(qualifier is null ? "" : $":{qualifier}")}");
