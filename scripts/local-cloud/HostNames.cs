using System.Text.RegularExpressions;

namespace Quickchange.LocalCloud;

/// <summary>
/// The host names that requests to this machine may use. A web page can let its own name resolve to this machine (DNS rebinding),
/// so that the browser allows it to read responses; this isn't possible with these names, which are never looked up.
/// </summary>
/// <param name="others">Names in addition to those of this machine.</param>
internal sealed partial class HostNames(IEnumerable<string> others)
{
    private readonly HashSet<string?> _others = [.. others.Select(NameOf)];

    /// <summary>Whether the value of a Host header is one of the names. The port doesn't matter, because it can be forwarded.</summary>
    public bool Admit(string host) => NameOf(host) is { } name && (Loopback().IsMatch(name) || _others.Contains(name));

    /// <returns>The name in lowercase, without a trailing dot; null if it is invalid.</returns>
    private static string? NameOf(string host)
    {
        if (Host().Match(host) is not { Success: true } found)
        {
            return null;
        }

        var name = found.Groups["name"].Value.ToLowerInvariant();
        return name.EndsWith('.') ? name[..^1] : name;
    }

    // RFC 6761, section 6.3: localhost and its subdomains are this machine.
    [GeneratedRegex(@"\A(127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*localhost)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Loopback();

    // A name, an IPv4 address or an IPv6 address in brackets, with an optional port: RFC 9110, section 7.2.
    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}
