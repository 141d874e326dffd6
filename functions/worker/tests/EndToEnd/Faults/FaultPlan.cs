using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>
/// Which faults a run injects, and when. A call fails or not by the seed, its content and how often it was made before, so
/// that the same seed fails the same calls, however they interleave. It also fixes when environments are killed and
/// stopped; which one that is depends on those that run then.
/// </summary>
/// <remarks>
/// <para>No good message can use up the 8 tries of change-requests by these faults alone:</para>
/// <list type="bullet">
/// <item>A killed environment, a timeout and throttling take a whole batch, whose messages then stay invisible until 20 s
/// (<see cref="VisibilityTimeout"/>) after they were received. All of that ends after 40 s (<see cref="Disturbance"/>),
/// so that it takes a message three tries at most: those that begin at 0, 20 and 40 s.</item>
/// <item>A try that fails by calls has at least one failing call, and the calls for a row fail three times at most
/// (<see cref="MostFailures"/>): three tries at most.</item>
/// </list>
/// <para>That makes six of eight. An asynchronous invocation of upload has three tries, a continuation eight. Its
/// environments are killed in the first 15 s (<see cref="UploadDisturbance"/>), and the second try comes a minute later, or
/// 40 s (<see cref="UploadVisibilityTimeout"/>): it takes one try at most. Of a call's five tries by the client three fail
/// at most, so that calls take none.</para>
/// </remarks>
internal sealed class FaultPlan
{
    public const int MostFailures = 3;

    private const double RefusedCalls = 0.05;
    private const double LostAnswers = 0.05;
    private const double RefusedEntries = 0.02;

    private readonly int _seed;
    private readonly ConcurrentDictionary<string, int> _calls = new();

    public FaultPlan(int seed)
    {
        _seed = seed;
        Kills = Moments("kill", every: 1);
        Stops = Moments("stop", every: 12);
    }

    /// <summary>How long environments are killed and stopped; throttling lies within.</summary>
    public static TimeSpan Disturbance { get; } = TimeSpan.FromSeconds(40);

    /// <summary>How long those of upload are killed.</summary>
    public static TimeSpan UploadDisturbance { get; } = TimeSpan.FromSeconds(15);

    /// <summary>When the worker may run one invocation at a time.</summary>
    public static (TimeSpan From, TimeSpan To) Throttling { get; } = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    /// <summary>Of the queue change-requests, for as long as faults are injected.</summary>
    public static TimeSpan VisibilityTimeout { get; } = TimeSpan.FromSeconds(20);

    /// <summary>Of the queue upload-continuations, for as long as faults are injected.</summary>
    public static TimeSpan UploadVisibilityTimeout { get; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// Of upload, for as long as faults are injected: a second more than it keeps for the end of a step, so that a file
    /// takes several.
    /// </summary>
    public static TimeSpan UploadTimeout { get; } = TimeSpan.FromSeconds(31);

    /// <summary>Of the worker, for as long as faults are injected: what a stopped environment takes to time out.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>When an environment is killed, about each second, and which one: this number modulo those that run.</summary>
    public IReadOnlyList<(TimeSpan At, int Which)> Kills { get; }

    /// <summary>When an environment of the worker is stopped, so that its invocation times out, and which one.</summary>
    public IReadOnlyList<(TimeSpan At, int Which)> Stops { get; }

    /// <param name="call">What tells a call from others, and not from itself when it is made again.</param>
    public Fault ForCall(string call) => Draw($"call {call}", RefusedCalls + LostAnswers) switch
    {
        null => Fault.None,
        < RefusedCalls => Fault.Refused,
        _ => Fault.AnswerLost,
    };

    /// <summary>Whether SQS takes a batch without this entry.</summary>
    public bool RefusesEntry(string body) => Draw($"entry {body}", RefusedEntries) is not null;

    // A number below the rate; null if nothing fails this time.
    private double? Draw(string key, double rate)
    {
        var call = _calls.AddOrUpdate(key, 1, static (_, last) => last + 1);
        var failures = Enumerable.Range(1, call).Count(each => Number(key, each) < rate);
        return Number(key, call) < rate && failures <= MostFailures ? Number(key, call) : null;
    }

    private double Number(string key, int count) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes($"{_seed} {count} {key}"))) / (uint.MaxValue + 1.0);

    private List<(TimeSpan At, int Which)> Moments(string kind, double every)
    {
        var moments = new List<(TimeSpan, int)>();
        for (var at = 0.0; ;)
        {
            at += 2 * every * Number($"{kind} at", moments.Count);
            if (at >= Disturbance.TotalSeconds)
            {
                return moments;
            }

            moments.Add((TimeSpan.FromSeconds(at), (int)(Number($"{kind} which", moments.Count) * int.MaxValue)));
        }
    }
}
