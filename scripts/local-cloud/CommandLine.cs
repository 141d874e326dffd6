using System.Globalization;

namespace Quickchange.LocalCloud;

/// <summary>The arguments of the program.</summary>
/// <param name="GatewayPort">The port of the routes; 0 for a free port.</param>
/// <param name="ComputePort">The port of Lambda's Invoke; 0 for a free port.</param>
/// <param name="AwsEndpoint">The URL of the emulator.</param>
/// <param name="IssuerPath">The path of the issuer of tokens on the port of Lambda's Invoke.</param>
/// <param name="Directory">The folder for unpacked code and logs.</param>
/// <param name="Hosts">Host names that requests may use, in addition to those of this machine.</param>
internal sealed record CommandLine(
    int GatewayPort, int ComputePort, Uri AwsEndpoint, string IssuerPath, string Directory, params IReadOnlyList<string> Hosts)
{
    public const string Usage =
        "Usage: LocalCloud --gateway-port PORT --compute-port PORT --aws-endpoint URL --issuer-path PATH --directory FOLDER [--host NAME]…";

    /// <returns>Null if an option is missing, unknown or malformed.</returns>
    public static CommandLine? Parse(string[] words)
    {
        if (words.Length % 2 != 0)
        {
            return null;
        }

        var pairs = words.Chunk(2).ToLookup(pair => pair[0] == "--host", pair => (Name: pair[0], Value: pair[1]));
        var options = pairs[false].DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Value);
        return options.Count == 5
            && TryPort(options, "--gateway-port", out var gateway)
            && TryPort(options, "--compute-port", out var compute)
            && options.TryGetValue("--aws-endpoint", out var endpoint) && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            && options.TryGetValue("--issuer-path", out var issuer) && issuer is ['/', not '/', ..]
            && options.TryGetValue("--directory", out var directory)
            ? new(gateway, compute, uri, issuer, Path.GetFullPath(directory), [.. pairs[true].Select(pair => pair.Value)])
            : null;
    }

    private static bool TryPort(Dictionary<string, string> options, string name, out int port)
    {
        port = 0;
        return options.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port)
            && port <= 65535;
    }
}
