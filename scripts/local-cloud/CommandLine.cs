using System.Globalization;

namespace Quickchange.LocalCloud;

/// <summary>The arguments of the program.</summary>
/// <param name="GatewayPort">The port of the routes; 0 for a free port.</param>
/// <param name="ComputePort">The port of Lambda's Invoke; 0 for a free port.</param>
/// <param name="AwsEndpoint">The URL of the emulator.</param>
/// <param name="FunctionPrefix">What the names of this project's functions begin with.</param>
/// <param name="IssuerPath">The path of the issuer of tokens on the port of Lambda's Invoke.</param>
/// <param name="Directory">The folder for unpacked code and logs.</param>
/// <param name="Hosts">Host names that requests may use, in addition to those of this machine.</param>
internal sealed record CommandLine(
    int GatewayPort, int ComputePort, Uri AwsEndpoint, string FunctionPrefix, string IssuerPath, string Directory, params IReadOnlyList<string> Hosts)
{
    public const string Usage =
        "Usage: LocalCloud --gateway-port PORT --compute-port PORT --aws-endpoint URL --function-prefix NAME --issuer-path PATH "
        + "--directory FOLDER [--host NAME]… [--timeouts]";

    private const string TimeoutsOption = "--timeouts";

    /// <summary>Whether the timeouts of functions and callers apply to processes that the user runs.</summary>
    public bool Timeouts { get; init; }

    /// <returns>Null if an option is missing, unknown or malformed.</returns>
    public static CommandLine? Parse(string[] words)
    {
        var timeouts = words.Contains(TimeoutsOption);
        words = [.. words.Where(word => word != TimeoutsOption)];
        if (words.Length % 2 != 0)
        {
            return null;
        }

        var pairs = words.Chunk(2).ToLookup(pair => pair[0] == "--host", pair => (Name: pair[0], Value: pair[1]));
        var options = pairs[false].DistinctBy(pair => pair.Name).ToDictionary(pair => pair.Name, pair => pair.Value);
        return options.Count == 6
            && TryPort(options, "--gateway-port", out var gateway)
            && TryPort(options, "--compute-port", out var compute)
            && options.TryGetValue("--aws-endpoint", out var endpoint) && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            && options.TryGetValue("--function-prefix", out var prefix)
            && options.TryGetValue("--issuer-path", out var issuer) && issuer is ['/', not '/', ..]
            && options.TryGetValue("--directory", out var directory)
            ? new(gateway, compute, uri, prefix, issuer, Path.GetFullPath(directory), [.. pairs[true].Select(pair => pair.Value)]) { Timeouts = timeouts }
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
