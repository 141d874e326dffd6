using System.Text.RegularExpressions;

namespace Quickchange.LocalCloud;

/// <summary>
/// By which names this machine may be called. A web page can give any name of its own this machine's address (DNS
/// rebinding), and then the browser lets it read all answers; but not one of these names, which are never looked up.
/// </summary>
/// <param name="others">Names beside those of this machine.</param>
internal sealed partial class HostNames(IEnumerable<string> others)
{
    private readonly HashSet<string?> _others = [.. others.Select(NameOf)];

    /// <summary>Whether the value of a Host header is one of the names; the port does not matter, which may be a forwarded one.</summary>
    public bool Admit(string host) => NameOf(host) is { } name && (Loopback().IsMatch(name) || _others.Contains(name));

    /// <returns>The name in lower case, without the dot of the root; null if it is none.</returns>
    private static string? NameOf(string host)
    {
        if (Host().Match(host) is not { Success: true } found)
        {
            return null;
        }

        var name = found.Groups["name"].Value.ToLowerInvariant();
        return name.EndsWith('.') ? name[..^1] : name;
    }

    // RFC 6761, section 6.3: localhost, and what is below it, is this machine.
    [GeneratedRegex(@"\A(127\.0\.0\.1|\[::1\]|([a-z0-9-]+\.)*localhost)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Loopback();

    // A name or an IPv4 address, or an IPv6 address in brackets, and perhaps a port: RFC 9110, section 7.2.
    [GeneratedRegex(@"\A(?<name>[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Host();
}
