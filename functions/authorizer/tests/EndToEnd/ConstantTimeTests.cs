using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.Scripts.Tests.Builds;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// Tests that the time in which a wrong key is refused tells nothing about the right one: the number of instructions, from the
/// table's answer to the authorizer's own, doesn't depend on how much of the hash is right.
/// </summary>
[Category("e2e")]
[Parallelizable]
public class ConstantTimeTests
{
    private const string Function = "authorizer";

    // The fewest instructions of some invocations: in others, memory for the next objects is prepared.
    private const int Invocations = 8;

    private static readonly string Key = $"key_0123456789abcdef_{new string('a', 64)}";
    private static readonly byte[] Right = SHA256.HashData(Encoding.ASCII.GetBytes(Key));

    // Instructions are counted only on x64.
    private static IEnumerable<string> Machines => Published.HostArchitecture == "x64" ? ["linux-x64"] : [];

    [TestCaseSource(nameof(Machines))]
    public async Task A_wrong_key_is_refused_with_the_same_instructions_however_wrong_it_is(string platform)
    {
        await Published.FunctionsAsync(Published.HostArchitecture);
        await using var aws = await AwsStub.StartAsync();
        using var process = FunctionProcess.Of(Function, Repository.Built.ZipOf(Function, platform), [], aws);
        var hashes = new Dictionary<string, byte[]>
        {
            ["the first byte"] = [.. Right.Select(static (each, index) => index == 0 ? (byte)~each : each)],
            ["a byte in the middle"] = [.. Right.Select(static (each, index) => index == 15 ? (byte)~each : each)],
            ["the last byte"] = [.. Right.Select(static (each, index) => index == 31 ? (byte)~each : each)],
            ["all bytes"] = [.. Right.Select(static each => (byte)~each)],
        };
        foreach (var hash in hashes.Values)
        {
            Assert.That(Ask(process, aws, hash), Does.Contain("\"isAuthorized\":false"));
        }

        var counts = hashes.ToDictionary(
            static each => each.Key,
            each => Enumerable.Range(0, Invocations).Min(_ => InstructionCounter.CountWhile(process.Id, () => Ask(process, aws, each.Value))));

        Assert.That(counts.Values.Distinct().Count(), Is.EqualTo(1), string.Join(", ", counts.Select(static each => $"{each.Key} wrong: {each.Value}")));
        Assert.That(counts.Values.First(), Is.GreaterThan(1000), "the comparison was counted");
        Assert.That(Ask(process, aws, Right), Does.Contain("\"isAuthorized\":true"));
    }

    private static string Ask(FunctionProcess process, AwsStub aws, byte[] hash)
    {
        var item = new JsonObject
        {
            ["hash"] = new JsonObject { ["B"] = Convert.ToBase64String(hash) },
            ["name"] = new JsonObject { ["S"] = "reader" },
        };
        aws.PutItems(new Dictionary<string, string> { ["0123456789abcdef"] = item.ToJsonString() });
        return process.Invoke(Encoding.UTF8.GetBytes(new JsonObject { ["identitySource"] = new JsonArray(Key) }.ToJsonString())).Text;
    }
}
