using System.Text;
using System.Text.Json.Nodes;
using NUnit.Framework.Internal;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>
/// Detects binaries that link but crash at the first exception or garbage collection: the probe is built like functions, in each
/// link profile, for this machine's processor and for arm64.
/// </summary>
[Category("profiles")]
[Parallelizable]
[TestFixtureSource(nameof(Binaries))]
public class ProbeTests(string profile, string architecture)
{
    private const int MemoryMb = 128;
    private const string Namespace = "Quickchange.Probe";

    // Ways to throw an exception, and the resulting report to Lambda.
    private static readonly Dictionary<string, string> Errors = new()
    {
        ["async"] = """
            InvalidOperationException: from the pool
              Throwing.<InnerAsync>d.MoveNext()
              Throwing.<MiddleAsync>d`1.MoveNext()
              Throwing.<OuterAsync>d.MoveNext()
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["generic"] = """
            NotSupportedException: ValueTuple`2 of List`1
              Unload`2.From(TLoad)
              ThrowingCarrier.Carry[TValue,TLoad](TValue, TLoad)
              Throwing.<GenericAsync>d.MoveNext()
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["filter"] = """
            InvalidOperationException: filter, finally, catch
              Throwing.Filtered()
              Throwing.ByAsync(String)
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["rethrow"] = """
            InvalidOperationException: rethrown
              Throwing.Origin(String)
              Throwing.Rethrown()
              Throwing.ByAsync(String)
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["aggregate"] = """
            AggregateException: both (one) (two)
              Throwing.<AggregatedAsync>d.MoveNext()
              ProbeHandler.<HandleAsync>d.MoveNext()
              InvalidOperationException: one
                Throwing.Origin(String)
                Throwing.<LaterAsync>d.MoveNext()
              InvalidOperationException: two
                Throwing.Origin(String)
                Throwing.<LaterAsync>d.MoveNext()

            """,
        ["null"] = """
            NullReferenceException: Object reference not set to an instance of an object.
              Throwing.Follow(Throwing.Link)
              Throwing.ByAsync(String)
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["zero"] = """
            DivideByZeroException: Attempted to divide by zero.
              Throwing.Divide(Int32)
              Throwing.ByAsync(String)
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["deep"] = """
            InvalidOperationException: from the ground
              Throwing.Origin(String)
              Throwing.Descend(Int32) × 61
              Throwing.ByAsync(String)
              ProbeHandler.<HandleAsync>d.MoveNext()

            """,
        ["wrapped"] = """
            InvalidDataException: climbed 61
              Throwing.Wrapped()
              Throwing.ByAsync(String)
              ProbeHandler.<HandleAsync>d.MoveNext()
              InvalidOperationException: from the ground
                Throwing.Origin(String)
                Throwing.Descend(Int32) × 61
                Throwing.Wrapped()

            """,
    };

    private const string Collected =
        "Collected { Tree = 3060, Inner = 8, Large = 1080000, Pinned = 8, Alive = 8, Dead = 8, Finalized = 8, "
        + "Tasks = 684000, Ticked = True, Full = True }";

    private FunctionProcess _probe = null!;

    private static IEnumerable<TestFixtureData> Binaries =>
        from each in Published.Architectures
        from name in new[] { "dynamic", "static" }
        select InProfile(name, each);

    private static TestFixtureData InProfile(string profile, string architecture)
    {
        var fixture = new TestFixtureData(profile, architecture);
        // The default profile without an emulator is tested on every push. The others take several more minutes.
        if (profile == "dynamic" && architecture == Published.HostArchitecture)
        {
            fixture.Properties.Add(PropertyNames.Category, "e2e");
        }

        return fixture;
    }

    private static IEnumerable<string> Ways => Errors.Keys;

    [OneTimeSetUp]
    public async Task Start() =>
        _probe = FunctionProcess.Busy(await Published.ProbeAsync(profile, architecture), MemoryMb, await Published.RunnerAsync(architecture));

    [OneTimeTearDown]
    public void Stop() => _probe?.Dispose();

    [TestCaseSource(nameof(Ways))]
    public void An_exception_is_reported_with_its_stack(string way) => Throw(way);

    [Test]
    public void What_is_held_outlives_collections_and_what_is_not_does_not() => Collect();

    // Mostly sums of many sizes, and some of each other event.
    [Test]
    public void A_hundred_thousand_invocations_leave_no_memory_behind()
    {
        var ways = Ways.ToArray();
        Endurance.Check(_probe, emulated: architecture != Published.HostArchitecture, number =>
        {
            switch (number)
            {
                case var _ when number % 1000 == 0:
                    Collect();
                    break;
                case var _ when number % 100 == 0:
                    Throw(ways[number / 100 % ways.Length]);
                    break;
                default:
                    Sum(number % 100);
                    break;
            }
        });
    }

    private void Throw(string way)
    {
        var outcome = Invoke($"throw {way}");

        Assert.That(outcome.Failed, Is.True, outcome.Text);
        Assert.That(ErrorText.Of(JsonNode.Parse(outcome.Text)!, Namespace), Is.EqualTo(Errors[way]), outcome.Text);
    }

    private void Collect() => Assert.That(Invoke("collect").Text, Is.EqualTo($"\"{Collected}\""));

    private void Sum(int to) => Assert.That(Invoke($"sum {to}").Text, Is.EqualTo($"\"{to * (to + 1) / 2}\""));

    private (bool Failed, string Text) Invoke(string command) => _probe.Invoke(Encoding.UTF8.GetBytes($"\"{command}\""));
}
