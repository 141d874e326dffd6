namespace Quickchange.Change;

/// <summary>Why a request was not served (RFC 9457).</summary>
/// <param name="Type">about:blank: the status says it all.</param>
/// <param name="Title">The status in words.</param>
/// <param name="Status">400 for what can't be read, 422 for a value that can't be served or would take too long.</param>
/// <param name="Detail">What is wrong, and what to send instead.</param>
/// <param name="Nearest">The amounts nearest to one that can't be paid.</param>
internal sealed record Problem(string Type, string Title, int Status, string Detail, NearestAmounts? Nearest = null);
