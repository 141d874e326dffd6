using System.Net;

namespace Quickchange.LocalCloud.Aws;

/// <summary>An error response of AWS.</summary>
internal sealed class AwsException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status => status;
}
