namespace Quickchange.LocalCloud.Aws;

/// <summary>An attribute of a message.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Value">The attribute's value; SQS rejects empty values.</param>
/// <param name="Type">String or Number.</param>
internal readonly record struct MessageAttribute(string Name, string Value, string Type = "String");
