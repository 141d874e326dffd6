using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Quickchange.LocalCloud.Compute.Own;

namespace Quickchange.LocalCloud.Tests.Compute.Own;

/// <summary>Tests when a process of the user counts as gone, and how it is found.</summary>
public sealed class OwnProcessStateTests
{
    private static readonly ProcessIdentity This = ProcessIdentity.Of(Environment.ProcessId)!.Value;

    [Test]
    public void A_visible_process_may_work_without_a_connection()
    {
        var own = Working(This, closed: true);

        Assert.That(own.IsGone(TimeSpan.Zero), Is.False);
    }

    [Test]
    public void A_process_that_can_t_be_seen_is_gone_some_time_after_its_connection()
    {
        Assert.That(Working(null, closed: false).IsGone(TimeSpan.Zero), Is.False);
        Assert.That(Working(null, closed: true).IsGone(TimeSpan.FromHours(1)), Is.False);
        Assert.That(Working(null, closed: true).IsGone(TimeSpan.Zero), Is.True);
    }

    [Test]
    public void A_process_that_doesn_t_come_back_after_its_answer_is_gone_some_time_after_its_connection()
    {
        var own = Working(This, closed: true);
        own.Held[0].Result.SetResult(new([]));

        Assert.That(own.IsGone(TimeSpan.FromHours(1)), Is.False);
        Assert.That(own.IsGone(TimeSpan.Zero), Is.True);
    }

    [Test]
    public void A_process_that_has_ended_is_gone()
    {
        using var process = Process.Start("sleep", "600");
        var own = Working(ProcessIdentity.Of(process.Id), closed: false);
        Assert.That(own.IsGone(TimeSpan.FromHours(1)), Is.False);

        process.Kill();
        process.WaitForExit();

        Assert.That(own.IsGone(TimeSpan.FromHours(1)), Is.True);
    }

    [Test]
    public void A_later_process_with_the_same_ID_is_a_different_one() => Assert.That((This with { Started = This.Started - 1 }).IsAlive, Is.False);

    [Test]
    public void The_names_of_a_program_and_its_parent_are_known()
    {
        using var process = Process.Start("sleep", "600");
        var identity = ProcessIdentity.Of(process.Id)!.Value;

        Assert.That(identity.Parent, Is.EqualTo(This));
        Assert.That(identity.IsAlive, Is.True);
        process.Kill();
        process.WaitForExit();
        Assert.That(identity.IsAlive, Is.False);
    }

    [TestCase(AddressFamily.InterNetwork)]
    [TestCase(AddressFamily.InterNetworkV6)]
    public async Task The_process_at_the_other_end_of_a_connection_is_found(AddressFamily family)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var theirs = new Socket(family, SocketType.Stream, ProtocolType.Tcp);
        if (family == AddressFamily.InterNetworkV6)
        {
            theirs.DualMode = true;
        }

        await theirs.ConnectAsync(IPAddress.Loopback, ((IPEndPoint)listener.LocalEndpoint).Port);
        using var ours = await listener.AcceptSocketAsync();
        var (remote, local) = ((IPEndPoint)ours.RemoteEndPoint!, (IPEndPoint)ours.LocalEndPoint!);

        Assert.That(SocketOwner.Find(remote, local, []), Is.EqualTo(This));
        Assert.That(SocketOwner.Find(remote, local, [1, Environment.ProcessId]), Is.EqualTo(This));
        theirs.Dispose();
        Assert.That(SocketOwner.Find(remote, local, [Environment.ProcessId]), Is.Null);
    }

    private static OwnProcess Working(ProcessIdentity? process, bool closed)
    {
        var own = new OwnProcess(process);
        own.Call(new(closed));
        own.Held.Add(new("id", [], "arn", "trace"));
        return own;
    }
}
