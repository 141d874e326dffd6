using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>
/// Which faults a run injects, and when. Whether a call fails depends on the seed, its content, and how many times it was made
/// before, so that the same seed fails the same calls, in whatever order they occur. The seed also determines when environments
/// are killed and stopped; which ones depends on those that are running at that time.
/// </summary>
/// <remarks>
/// <para>These faults alone can't use up the eight attempts of a valid message in change-requests:</para>
/// <list type="bullet">
/// <item>A killed environment, a timeout or throttling fails a whole batch, whose messages then stay invisible until 20 s
/// (<see cref="VisibilityTimeout"/>) after they were received. All of this ends after 40 s (<see cref="Disturbance"/>),
/// so it costs a message at most three attempts: those that begin at 0, 20 and 40 s.</item>
/// <item>An attempt that fails because of calls has at least one failing call, and the calls for a row fail at most three times
/// (<see cref="MostFailures"/>): at most three attempts.</item>
/// </list>
/// <para>That is six of eight. An asynchronous invocation of upload has three attempts, a continuation has eight. Its
/// environments are killed in the first 15 s (<see cref="UploadDisturbance"/>), and the second attempt follows after a minute, or
/// after 40 s (<see cref="UploadVisibilityTimeout"/>): at most one attempt fails. The client makes a call up to five times, of
/// which at most three fail, so failing calls cost no attempt.</para>
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

    /// <summary>How long environments are killed and stopped. Throttling takes place within this time.</summary>
    public static TimeSpan Disturbance { get; } = TimeSpan.FromSeconds(40);

    /// <summary>How long environments of upload are killed.</summary>
    public static TimeSpan UploadDisturbance { get; } = TimeSpan.FromSeconds(15);

    /// <summary>When the worker may run one invocation at a time.</summary>
    public static (TimeSpan From, TimeSpan To) Throttling { get; } = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30));

    /// <summary>The visibility timeout of the queue change-requests while faults are injected.</summary>
    public static TimeSpan VisibilityTimeout { get; } = TimeSpan.FromSeconds(20);

    /// <summary>The visibility timeout of the queue upload-continuations while faults are injected.</summary>
    public static TimeSpan UploadVisibilityTimeout { get; } = TimeSpan.FromSeconds(40);

    /// <summary>
    /// The timeout of upload while faults are injected: one second more than it reserves for the end of a step, so that a file
    /// takes several steps.
    /// </summary>
    public static TimeSpan UploadTimeout { get; } = TimeSpan.FromSeconds(31);

    /// <summary>The timeout of the worker while faults are injected, which also applies to a stopped environment.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>When an environment is killed, about once per second, and which one: this number modulo the number that are running.</summary>
    public IReadOnlyList<(TimeSpan At, int Which)> Kills { get; }

    /// <summary>When an environment of the worker is stopped, so that its invocation times out, and which one, as in <see cref="Kills"/>.</summary>
    public IReadOnlyList<(TimeSpan At, int Which)> Stops { get; }

    /// <param name="call">What identifies the call, and stays the same when it is retried.</param>
    public Fault ForCall(string call) => Draw($"call {call}", RefusedCalls + LostAnswers) switch
    {
        null => Fault.None,
        < RefusedCalls => Fault.Refused,
        _ => Fault.AnswerLost,
    };

    /// <summary>Whether SQS rejects this entry of a batch.</summary>
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
