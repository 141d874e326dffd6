namespace Quickchange.LocalCloud.Aws;

/// <summary>What requests to AWS are signed with.</summary>
internal sealed record AccessKey(string Id, string Secret);
