using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests;

public class MemoryLimitTests
{
    private const long Gigabyte = 1L << 30;

    // The place where a build embeds the limit.
    private const string Embedded = "System.GC.HeapHardLimit";

    // The limit applies to this process, and is far higher than the other tests need.
    [SetUp]
    [TearDown]
    public void Unlimit()
    {
        AppContext.SetData(Embedded, null);
        AppContext.SetData("GCHeapHardLimit", 0UL);
        GC.RefreshMemoryLimit();
    }

    [Test]
    public void The_garbage_collector_knows_the_functions_memory_and_a_lower_limit_stays()
    {
        MemoryLimit.Apply(1024);
        var limited = AvailableAfterCollection();
        MemoryLimit.Apply(2048);
        MemoryLimit.Apply(0);

        Assert.That(limited, Is.EqualTo(Gigabyte));
        Assert.That(AvailableAfterCollection(), Is.EqualTo(Gigabyte));
    }

    [Test]
    public void A_limit_that_the_build_embedded_is_raised_to_the_functions_memory()
    {
        MemoryLimit.Apply(1024);
        AppContext.SetData(Embedded, $"{Gigabyte}");

        MemoryLimit.Apply(2048);

        Assert.That(AvailableAfterCollection(), Is.EqualTo(2 * Gigabyte));
    }

    // As in a container with less memory than the function, where the collector detects its own limit.
    [Test]
    public void A_limit_that_the_build_embedded_gives_way_to_a_machine_that_has_less()
    {
        var machines = AvailableAfterCollection();
        MemoryLimit.Apply(1024);
        AppContext.SetData(Embedded, $"{Gigabyte}");

        MemoryLimit.Apply(int.MaxValue);

        Assert.That(AvailableAfterCollection(), Is.EqualTo(machines));
    }

    private static long AvailableAfterCollection()
    {
        GC.Collect();
        return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
    }
}
