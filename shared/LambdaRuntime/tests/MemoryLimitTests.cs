using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests;

public class MemoryLimitTests
{
    // The limit holds for this process from here on, and is far above what the other tests need.
    [Test]
    public void The_garbage_collector_knows_the_functions_memory_and_a_lower_limit_stays()
    {
        const long Gigabyte = 1L << 30;

        MemoryLimit.Apply(1024);
        var limited = AvailableAfterCollection();
        MemoryLimit.Apply(2048);
        MemoryLimit.Apply(0);

        Assert.That(limited, Is.EqualTo(Gigabyte));
        Assert.That(AvailableAfterCollection(), Is.EqualTo(Gigabyte));
    }

    private static long AvailableAfterCollection()
    {
        GC.Collect();
        return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }
}
