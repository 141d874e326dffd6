using System.Globalization;

namespace Quickchange.LocalCloud;

/// <summary>What the program was started with.</summary>
/// <param name="GatewayPort">Serves the routes.</param>
/// <param name="ComputePort">Serves Lambda's Invoke.</param>
/// <param name="AwsEndpoint">The emulator.</param>
/// <param name="Directory">Where code is unpacked and logs are written.</param>
/// <param name="RetrySeconds">The wait before an asynchronous invocation that failed is tried again: 0 to 3600 s.</param>
internal sealed record CommandLine(int GatewayPort, int ComputePort, Uri AwsEndpoint, string Directory, int RetrySeconds = 60)
{
    public const string Usage =
        "Usage: LocalCloud --gateway-port PORT --compute-port PORT --aws-endpoint URL --directory FOLDER [--retry-seconds N]";

    /// <returns>Null if an option is missing, unknown or malformed.</returns>
    public static CommandLine? Parse(string[] words)
    {
        if (words.Length % 2 != 0)
        {
            return null;
        }

        var options = words.Chunk(2).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        options.TryAdd("--retry-seconds", "60");
        return options.Count == 5
            && TryNumber(options, "--gateway-port", 1, 65535, out var gateway)
            && TryNumber(options, "--compute-port", 1, 65535, out var compute)
            && TryNumber(options, "--retry-seconds", 0, 3600, out var retry)
            && options.TryGetValue("--aws-endpoint", out var endpoint) && Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
            && options.TryGetValue("--directory", out var directory)
            ? new(gateway, compute, uri, Path.GetFullPath(directory), retry)
            : null;
    }

    private static bool TryNumber(Dictionary<string, string> options, string name, int least, int most, out int number)
    {
        number = 0;
        return options.TryGetValue(name, out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && number >= least && number <= most;
    }
}
