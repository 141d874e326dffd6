using System.Text;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>What a function made of an event.</summary>
/// <param name="Failed">Whether it reported an error.</param>
/// <param name="Body">Its response, or the report, both JSON.</param>
internal sealed record InvocationOutcome(bool Failed, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
