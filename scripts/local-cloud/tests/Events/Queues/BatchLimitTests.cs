using Quickchange.LocalCloud.Events.Queues;

namespace Quickchange.LocalCloud.Tests.Events.Queues;

/// <summary>Tests the number of concurrent batches.</summary>
public sealed class BatchLimitTests
{
    private readonly ManualClock _clock = new();

    [Test]
    public void Five_batches_run_at_first_and_300_more_after_a_minute()
    {
        var limit = new BatchLimit(_clock);

        Assert.That(Entered(limit, BatchLimit.Most), Is.EqualTo(5));
        _clock.Advance(60);
        Assert.That(Entered(limit, BatchLimit.Most), Is.EqualTo(300));
    }

    [TestCase(2)]
    [TestCase(20)]
    [TestCase(BatchLimit.Most)]
    public void No_more_run_than_the_mapping_lets(int most)
    {
        var limit = new BatchLimit(_clock);
        limit.BackOff();
        _clock.Advance(3600);

        Assert.That(Entered(limit, most), Is.EqualTo(most));
    }

    [Test]
    public void After_failures_fewer_run_but_one_always_does()
    {
        var limit = new BatchLimit(_clock);
        for (var failure = 0; failure < 10; failure++)
        {
            limit.BackOff();
        }

        Assert.That(Entered(limit, BatchLimit.Most), Is.EqualTo(1));
    }

    [Test]
    public void When_the_queue_is_empty_the_limit_is_that_of_the_start()
    {
        var limit = new BatchLimit(_clock);
        Entered(limit, BatchLimit.Most);
        _clock.Advance(60);
        limit.Rest();

        Assert.That(Entered(limit, BatchLimit.Most), Is.Zero);
    }

    [Test]
    public async Task A_batch_that_waits_runs_when_another_ends()
    {
        var limit = new BatchLimit(_clock);
        Entered(limit, 2);
        var waiting = limit.EnterAsync(2, CancellationToken.None);
        var waits = !waiting.IsCompleted;

        limit.Leave();
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.That(waits, Is.True);
    }

    [Test]
    public async Task A_batch_that_waits_runs_when_the_limit_has_grown()
    {
        var limit = new BatchLimit(_clock);
        Entered(limit, BatchLimit.Most);
        var waiting = limit.EnterAsync(BatchLimit.Most, CancellationToken.None);

        _clock.Advance(0.2);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    // Enters until it must wait. A canceled wait doesn't change the limit.
    private static int Entered(BatchLimit limit, int most)
    {
        using var givenUp = new CancellationTokenSource();
        var entered = 0;
        while (limit.EnterAsync(most, givenUp.Token).IsCompletedSuccessfully)
        {
            entered++;
        }

        givenUp.Cancel();
        return entered;
    }
}
