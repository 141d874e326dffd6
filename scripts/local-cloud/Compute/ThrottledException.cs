namespace Quickchange.LocalCloud.Compute;

/// <summary>As many invocations run as may run at a time.</summary>
/// <param name="reason">Lambda's word for the limit.</param>
internal sealed class ThrottledException(string reason) : Exception("Rate Exceeded.")
{
    public string Reason => reason;
}
