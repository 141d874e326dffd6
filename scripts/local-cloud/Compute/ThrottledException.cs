namespace Quickchange.LocalCloud.Compute;

/// <summary>The limit of concurrent invocations has been reached.</summary>
/// <param name="reason">Lambda's name for the limit.</param>
internal sealed class ThrottledException(string reason) : Exception("Rate Exceeded.")
{
    public string Reason => reason;
}
