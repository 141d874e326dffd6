using System.Globalization;
using System.Xml.Linq;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The temporary credentials of a function's role.</summary>
internal sealed record Credentials(string AccessKeyId, string SecretAccessKey, string SessionToken, DateTimeOffset Expiration)
{
    /// <summary>
    /// The longest session (<see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</see>), for
    /// processes that nobody replaces when their credentials expire.
    /// </summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    private static readonly TimeSpan Default = TimeSpan.FromHours(1);

    /// <summary>Assumes the role, as Lambda does for each execution environment.</summary>
    public static async Task<Credentials> AssumeAsync(AwsClient aws, FunctionVersion function, TimeSpan? duration = null)
    {
        var answer = await aws.QueryAsync("sts", new Dictionary<string, string>
        {
            ["Action"] = "AssumeRole",
            ["Version"] = "2011-06-15",
            ["RoleArn"] = function.Role,
            ["RoleSessionName"] = function.Name,
            ["DurationSeconds"] = (duration ?? Default).TotalSeconds.ToString(CultureInfo.InvariantCulture),
        });
        var values = XDocument.Parse(answer).Descendants()
            .Where(element => !element.HasElements)
            .DistinctBy(element => element.Name.LocalName)
            .ToDictionary(element => element.Name.LocalName, element => element.Value);
        return new(values["AccessKeyId"], values["SecretAccessKey"], values["SessionToken"], DateTimeOffset.Parse(values["Expiration"], CultureInfo.InvariantCulture));
    }
}
