namespace Quickchange.LocalCloud.Compute;

/// <summary>There is no such function, version or alias.</summary>
internal sealed class FunctionNotFoundException(FunctionName function) : Exception(
    $"Function not found: arn:aws:lambda:{Aws.AwsClient.Region}:{Aws.AwsClient.Account}:function:{function.Name}"
    + (function.Qualifier is null ? "" : $":{function.Qualifier}"));
