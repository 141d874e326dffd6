using System.Text.Json.Nodes;
using Quickchange.Benchmark.Contestants;
using Quickchange.Benchmark.Measuring;
using Quickchange.Benchmark.Processes;
using Quickchange.Benchmark.Report;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Tests;

/// <summary>Tests the floor as built on this machine, and a complete run with only the floor.</summary>
[NonParallelizable]
public class FloorTests
{
    private readonly TemporaryFolder _folder = new();
    private readonly AwsStub _aws = new();
    private ProcessStarter _starter = null!;
    private string _zip = null!;

    [OneTimeSetUp]
    public void Build()
    {
        _zip = Floor.Build(_folder.Root);
        FunctionFolder.Unpack(_zip, _folder.PathOf("floor"));
        _starter = new(_folder.Root);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _starter.Dispose();
        _aws.Dispose();
        _folder.Dispose();
    }

    [TestCase("""{"amount":"1.89"}""", """{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}""")]
    [TestCase("""{"amount":0.4}""", """{"res":[{"1":"quarters"},{"1":"dimes"},{"1":"nickels"}]}""")]
    [TestCase("""{"note":{"amount":["}",1]},"amount":"12"}""", """{"res":[{"48":"quarters"}]}""")]
    [TestCase("""{"amount":"0"}""", """{"res":[]}""")]
    public void It_makes_change(string body, string expected) => Answers(body, 200, expected);

    [TestCase("""{"amount":"1.899"}""")]
    [TestCase("""{"amount":"-1"}""")]
    [TestCase("""{"amount":"1."}""")]
    [TestCase("""{"amount":null}""")]
    [TestCase("""{"amount":"99999999999999999999"}""")]
    [TestCase("""{"currency":"USD"}""")]
    [TestCase("""{"amount":"1.89""")]
    [TestCase("""{"amount":"1.89\""")]
    [TestCase("{\0")]
    [TestCase("")]
    public void What_it_can_not_read_it_refuses(string body) =>
        Answers(body, 400, """{"status":400,"detail":"Send an object like {\"amount\":\"1.89\"}."}""");

    [Test]
    public void Two_rounds_of_it_give_every_figure()
    {
        var floor = Candidate(Example("""{"amount":"1.89"}""", 200, """{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}"""));
        var said = new List<string>();
        var measurement = new Measurement([floor], _starter, 2, TimeSpan.FromSeconds(1), said.Add, CancellationToken.None);

        // It is within its own limits, or this throws.
        var contestant = measurement.Measure().Single();
        var run = Runs.Of(contestant);

        Assert.Multiple(() =>
        {
            Assert.That(contestant.StartsIn(Starts.Warm)!.TogetherMs, Has.Count.EqualTo(2).And.All.Positive);
            foreach (var starts in contestant.Starts)
            {
                Assert.That(starts.ProcessorMs, Has.Count.EqualTo(2).And.All.Positive);
                Assert.That(starts.PageFaults, Has.All.InRange(10, Floor.MostPageFaults));
                Assert.That(starts.MemoryMb, Has.All.InRange(0.1, Floor.MostMemoryMb));
            }

            Assert.That(contestant.StartsIn(Starts.Evicted) is not null || said.Exists(static line => line.Contains("can't be dropped", StringComparison.Ordinal)));
            Assert.That(contestant.Warm!.Invocations, Is.Positive);
            Assert.That(contestant.Warm.AllocatedBytes, Is.Null, "it is not a .NET program");
            if (!said.Exists(static line => line.Contains("ptrace", StringComparison.Ordinal)))
            {
                Assert.That(contestant.SystemCallsUpToNext, Is.InRange(5, 30));
                // The request for an event, its receipt, the answer, and the receipt of its answer.
                Assert.That(contestant.Warm.SystemCalls, Is.EqualTo(4));
            }

            Assert.That(Terminal.Of(run), Does.Contain("C floor").And.Contain("1.00"));
            Assert.That(BenchmarkRun.Parse(run.ToJson()).ToJson(), Is.EqualTo(run.ToJson()));
        });
    }

    [Test]
    public void A_floor_that_takes_more_ends_the_run() =>
        Assert.That(
            static () => Floor.Check(Runs.Contestant("C", ContestantKind.Floor, [0.5]).Starts[0] with { PageFaults = [36] }),
            Throws.TypeOf<BenchmarkException>().With.Message.Contains("36 page faults"));

    [Test]
    public void A_wrong_answer_ends_the_run() =>
        Assert.That(
            () => Invoke(Example("""{"amount":"1.89"}""", 200, """{"res":[]}""")),
            Throws.TypeOf<BenchmarkException>().With.Message.Contains("wrongly"));

    [Test]
    public void A_process_that_ends_ends_the_run_with_what_it_printed()
    {
        var floor = Candidate(Example("", 400, "null"));

        // No server listens on this port.
        var lost = floor with { Variables = static _ => new() { ["AWS_LAMBDA_RUNTIME_API"] = "127.0.0.1:1" } };

        Assert.That(() => Invoke(lost), Throws.TypeOf<BenchmarkException>().With.Message.Contains("can't be reached"));
    }

    [Test]
    public void What_it_starts_has_the_environment_that_it_is_given_and_nothing_else()
    {
        using var process = _starter.Start("/usr/bin/env", new Dictionary<string, string> { ["ONLY"] = "this" });
        process.Go();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!process.HasEnded)
        {
            limit.Token.ThrowIfCancellationRequested();
            Thread.Yield();
        }

        Assert.That(process.Output, Is.EqualTo("ONLY=this\n"));
    }

    private void Answers(string body, int status, string expected) => Invoke(Example(body, status, expected));

    private void Invoke(FunctionExample example) => Invoke(Candidate(example));

    private void Invoke(Candidate candidate)
    {
        using var session = new Session(candidate, _starter, [], CancellationToken.None);
        session.Process.Go();
        session.Invoke(2);
    }

    private Candidate Candidate(FunctionExample example)
    {
        var folder = _folder.PathOf("floor");
        return new(
            Floor.Name, ContestantKind.Floor, _zip, folder, _aws, false, TimeSpan.FromSeconds(3), [new(example)],
            address => FunctionVariables.Of(Repository.Built, Repository.Functions.First(), folder, address, _aws.Endpoint));
    }

    private static FunctionExample Example(string body, int status, string expected)
    {
        var content = new JsonObject { ["version"] = "2.0", ["headers"] = new JsonObject { ["body"] = "no" }, ["body"] = body };
        return new(body, content.ToJsonString(), static _ => { }, (answer, _) =>
            JsonNode.Parse(answer) is { } whole && (int)whole["statusCode"]! == status
                && JsonNode.DeepEquals(JsonNode.Parse((string)whole["body"]!), JsonNode.Parse(expected))
                ? null
                : $"It is not {expected}: {answer}");
    }
}
