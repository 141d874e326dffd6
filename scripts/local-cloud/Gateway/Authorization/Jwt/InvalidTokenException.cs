namespace Quickchange.LocalCloud.Gateway.Authorization.Jwt;

/// <summary>A token is not accepted. The message is for the caller.</summary>
internal sealed class InvalidTokenException(string message) : Exception(message);
