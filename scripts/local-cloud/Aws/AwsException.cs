using System.Net;

namespace Quickchange.LocalCloud.Aws;

/// <summary>What AWS answered instead of what was asked for.</summary>
internal sealed class AwsException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;
}
