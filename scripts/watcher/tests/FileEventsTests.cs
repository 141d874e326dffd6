using Quickchange.Watcher.Saves;

namespace Quickchange.Watcher.Tests;

/// <summary>Tests when the watcher looks for saves.</summary>
public sealed class FileEventsTests
{
    [Test]
    [CancelAfter(20_000)]
    public async Task It_looks_after_an_event_and_without_one(CancellationToken stop)
    {
        var root = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using var events = new FileEvents(root, [], static _ => { });
            var began = System.Diagnostics.Stopwatch.GetTimestamp();
            await File.WriteAllTextAsync(Path.Combine(root, "a.cs"), "", stop);

            var saved = await events.WaitAsync(stop);
            var looked = await events.WaitAsync(stop);

            Assert.That(saved, Is.GreaterThanOrEqualTo(began));
            Assert.That(looked, Is.GreaterThan(saved), "an event can get lost");
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
