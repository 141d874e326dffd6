using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Measuring;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Results;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>
/// Tests that the time in which a wrong key is refused tells nothing about the right one: the number of instructions, from the
/// table's answer to the authorizer's own, doesn't depend on how much of the hash is right.
/// </summary>
[Category("e2e")]
[Parallelizable]
public class ConstantTimeTests
{
    // The fewest instructions of some invocations count: in others, memory for the next objects is prepared, or an answer comes in
    // two parts. On a busy machine, it takes more invocations to see one without.
    private const int Fewest = 8;
    private const int Most = 100;

    // The stand-in for AWS escapes + in JSON, which takes more instructions to read.
    private static readonly string Key = Enumerable.Range(0, 1000)
        .Select(static number => $"key_0123456789abcdef_{number:x64}").First(static key => IsPlain(HashOf(key)));

    private static readonly byte[] Right = HashOf(Key);

    // Instructions are counted only on x64.
    private static IEnumerable<string> Machines => Published.HostArchitecture == "x64" ? ["x64"] : [];

    [TestCaseSource(nameof(Machines))]
    public async Task A_wrong_key_is_refused_with_the_same_instructions_however_wrong_it_is(string processor)
    {
        await Published.FunctionsAsync(processor);
        using var folder = new TemporaryFolder();
        using var field = new Field(folder.Root);
        field.Add(Repository.Built, ["authorizer"], "", ContestantKind.Function);
        // .NET's own Process would wait for events of a process that it has started, and that the counter waits for.
        using var starter = new ProcessStarter(folder.Root);
        using var session = new Session(field.Candidates.Single(static each => !each.Tls), starter, [], CancellationToken.None);
        session.Process.Go();
        var hashes = new Dictionary<string, byte[]>
        {
            ["the first byte"] = Wrong(static place => place == 0),
            ["a byte in the middle"] = Wrong(static place => place == 15),
            ["the last byte"] = Wrong(static place => place == 31),
            ["all bytes"] = Wrong(static _ => true),
        };
        foreach (var hash in hashes.Values)
        {
            session.Invoke(QuestionWith(hash, admitted: false));
        }

        session.WaitForNext();
        var counts = hashes.Keys.ToDictionary(static place => place, static _ => long.MaxValue);
        for (var round = 1; round <= Fewest || (round <= Most && counts.Values.Distinct().Count() > 1); round++)
        {
            foreach (var (place, hash) in hashes)
            {
                counts[place] = Math.Min(counts[place], InstructionCounter.CountWhile(session.Process.Id, () =>
                {
                    session.Invoke(QuestionWith(hash, admitted: false));
                    session.WaitForNext();
                }));
            }
        }

        Assert.That(counts.Values.Distinct().Count(), Is.EqualTo(1), string.Join(", ", counts.Select(static each => $"{each.Key} wrong: {each.Value}")));
        Assert.That(counts.Values.First(), Is.GreaterThan(1000), "the comparison was counted");
        session.Invoke(QuestionWith(Right, admitted: true));
        session.Process.Kill();
    }

    private static byte[] HashOf(string key) => SHA256.HashData(Encoding.ASCII.GetBytes(key));

    private static bool IsPlain(byte[] hash) => !Convert.ToBase64String(hash).AsSpan().ContainsAny('+', '/');

    // The right hash with other bytes in some places.
    private static byte[] Wrong(Func<int, bool> isWrong) => Enumerable.Range(1, 255)
        .Select(mask => Right.Select((each, place) => isWrong(place) ? (byte)(each ^ mask) : each).ToArray()).First(IsPlain);

    // A request with the key, while the table has this hash of it. The answer is verified.
    private static AskedExample QuestionWith(byte[] hash, bool admitted)
    {
        var item = new JsonObject
        {
            ["hash"] = new JsonObject { ["B"] = Convert.ToBase64String(hash) },
            ["name"] = new JsonObject { ["S"] = "reader" },
        };
        var question = new JsonObject { ["identitySource"] = new JsonArray(Key) };
        return new(new(
            "a question", question.ToJsonString(),
            aws => aws.PutItems(new Dictionary<string, string> { ["0123456789abcdef"] = item.ToJsonString() }),
            (answer, _) => (bool)JsonNode.Parse(answer)!["isAuthorized"]! == admitted ? null : answer));
    }
}
