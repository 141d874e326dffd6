namespace Quickchange.LocalCloud.Aws;

/// <summary>An attribute of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, which SQS does not take if it is empty.</param>
/// <param name="Type">String or Number.</param>
internal readonly record struct MessageAttribute(string Name, string Value, string Type = "String");
