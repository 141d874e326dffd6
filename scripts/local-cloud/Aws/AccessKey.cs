namespace Quickchange.LocalCloud.Aws;

/// <summary>The access key with which requests to AWS are signed.</summary>
internal sealed record AccessKey(string Id, string Secret);
