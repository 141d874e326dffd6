using System.Diagnostics;
using System.Globalization;

namespace Quickchange.Scripts.Tests.Checkouts.Watching;

/// <summary>Tests scripts/watch in a copy of the checkout: every save is served, or said to have failed.</summary>
[Parallelizable]
public sealed class WatchTests
{
    [Test]
    [Category("e2e")]
    public async Task Each_kind_of_save_is_served_and_an_error_leaves_the_last_good_version()
    {
        using var watched = await Watched.StartAsync(events: false, "--no-build");

        await watched.Saves.ServeAsync(Edit.Bodies.First());
        await watched.Saves.ServeAsync(Edit.Lambdas.First());
        await FixAnErrorAsync(watched);
        foreach (var edit in Edit.Others)
        {
            await watched.Saves.ServeAsync(edit);
        }

        await CrashAsync(watched);
        await TestContext.Progress.WriteLineAsync(watched.Saves.Table());
        await watched.EndAsync();
    }

    [Test]
    [Category("watch")]
    public async Task Twenty_saves_and_more_are_served_within_seconds()
    {
        using var watched = await Watched.StartAsync(events: true);

        foreach (var edit in Edit.Bodies.Concat(Edit.Lambdas))
        {
            await watched.Saves.ServeAsync(edit);
        }

        await FixAnErrorAsync(watched);
        foreach (var edit in Edit.Others)
        {
            await watched.Saves.ServeAsync(edit);
        }

        await SaveDuringABuildAsync(watched);
        var events = await ReceiveAsync(watched);
        await watched.Process.UntilAsync("also built as deployed");
        await watched.EndAsync();
        var up = await MeasureUpAsync(watched);

        var table = $"{watched.Saves.Table()}\n{events}| the last edit of a body, with scripts/up | {up:0} |\n";
        await File.WriteAllTextAsync(Path.Combine(Repository.Root, "artifacts/watch.md"), table);
        await TestContext.Progress.WriteLineAsync(table);
    }

    private static async Task FixAnErrorAsync(Watched watched)
    {
        var before = await watched.Saves.AnswerAsync();
        var lines = watched.Process.Count;
        new Edit("error", WatchedFunction.Handler, "of one\";", "of two\"", "").Save(watched.Checkout);

        var error = await watched.Process.UntilAsync("error CS1002", lines);
        await watched.Process.UntilAsync("the last good version goes on serving", lines);

        Assert.That(error, Does.Match($@" {WatchedFunction.Handler}\([0-9]+,[0-9]+\): error CS1002: ; expected$"));
        Assert.That(await watched.Saves.AnswerAsync(), Is.EqualTo(before));
        await watched.Saves.ServeAsync(new("fixed error", WatchedFunction.Handler, "of two\"", "of two\";", "of two"));
    }

    // As long as a file exists, the function ends its process.
    private static async Task CrashAsync(Watched watched)
    {
        var file = watched.Checkout.PathOf("artifacts/crash");
        await watched.Saves.ServeAsync(new(
            "crash", WatchedFunction.Handler, "\"body 1\"", $"\"body 2\"[(File.Exists(\"{file}\") ? Exit() : 0)..]", "body 2"));
        var lines = watched.Process.Count;

        await File.WriteAllTextAsync(file, "");
        using var crash = await watched.Cloud.Http.GetAsync($"Prod/{WatchedFunction.Name}");
        File.Delete(file);

        Assert.That((int)crash.StatusCode, Is.EqualTo(500));
        await watched.Process.UntilAsync("its process has ended with exit status 3; starting it again", lines);
        await watched.Process.UntilAsync("serving again", lines);
        Assert.That(await watched.Saves.AnswerAsync(), Does.Contain("body 2"));
    }

    // Two saves within the time of a compilation, at several distances.
    private static async Task SaveDuringABuildAsync(Watched watched)
    {
        for (var number = 0; number < 6; number++)
        {
            var (before, after) = (number + 10, number + 11);
            await watched.Saves.ServeAsync(
                new("save during a build", WatchedFunction.Handler, $"\"body {before}\"", $"\"body {after}\"", $"body {after}"),
                new("save during a build", WatchedFunction.Main, $"statement {number + 1}", $"statement {number + 2}", $"statement {number + 2}"),
                TimeSpan.FromMilliseconds(30 + (60 * number)));
        }
    }

    // From a message, a file and a schedule, after one more save each. Returns lines for the table.
    private static async Task<string> ReceiveAsync(Watched watched)
    {
        var lines = "";
        var number = 16;
        foreach (var (source, send) in new (string, Func<Task>)[] { ("message", watched.SendMessageAsync), ("file", watched.UploadAsync), ("schedule", watched.ScheduleAsync) })
        {
            await watched.Saves.ServeAsync(new(source, WatchedFunction.Handler, $"\"body {number}\"", $"\"body {number + 1}\"", $"body {++number}"));
            var sent = Stopwatch.GetTimestamp();
            await send();
            await watched.Process.UntilAsync($"{WatchedFunction.Name} | body {number} received");
            lines += string.Create(CultureInfo.InvariantCulture, $"| from sending a {source} to its line | {Stopwatch.GetElapsedTime(sent).TotalMilliseconds:0} |\n");
        }

        return lines;
    }

    private static async Task<double> MeasureUpAsync(Watched watched)
    {
        var saved = Stopwatch.GetTimestamp();
        new Edit("body", WatchedFunction.Handler, "\"body 19\"", "\"body 20\"", "").Save(watched.Checkout);
        (await watched.Cloud.UpAsync()).Succeeded();
        Assert.That(await watched.Saves.AnswerAsync(), Does.Contain("body 20"));
        return Stopwatch.GetElapsedTime(saved).TotalMilliseconds;
    }
}
