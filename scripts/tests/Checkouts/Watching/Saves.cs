using System.Diagnostics;
using System.Globalization;
using System.Text;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts.Watching;

/// <summary>Measures the time from a save to the new answer, while requests are sent all the time. No time decides.</summary>
/// <param name="checkout">The checkout in which files are saved.</param>
/// <param name="cloud">Its cloud.</param>
/// <param name="output">What scripts/watch has printed.</param>
internal sealed class Saves(Checkout checkout, Cloud cloud, Func<string> output)
{
    private const string Path = $"Prod/{WatchedFunction.Name}";

    // Of each, more than a request that is on its way when the answer changes.
    private const int Afterwards = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<(Edit Edit, double Ms)> _measured = [];

    /// <summary>Saves an edit, and waits until it is served. Afterwards, every answer must contain it.</summary>
    public async Task ServeAsync(Edit edit)
    {
        var saved = Stopwatch.GetTimestamp();
        edit.Save(checkout);
        await AwaitAsync(edit, saved);
    }

    /// <summary>Saves one edit, and another one while the first is compiled.</summary>
    public async Task ServeAsync(Edit first, Edit second, TimeSpan between)
    {
        first.Save(checkout);
        await Task.Delay(between);
        var saved = Stopwatch.GetTimestamp();
        second.Save(checkout);
        await AwaitAsync(second, saved);
        Assert.That(await AnswerAsync(), Does.Contain(first.Answer));
    }

    /// <summary>The answer now.</summary>
    public async Task<string> AnswerAsync()
    {
        using var response = await cloud.Http.GetAsync(Path);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(200), answer);
        return answer;
    }

    /// <summary>The median time of some edits, in milliseconds.</summary>
    public double Median(Func<Edit, bool> ofThese)
    {
        var sorted = _measured.Where(each => ofThese(each.Edit)).Select(static each => each.Ms).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>A table of all edits, in Markdown.</summary>
    public string Table()
    {
        var table = new StringBuilder("| edit | from save to new answer, ms |\n| --- | ---: |\n");
        foreach (var group in _measured.GroupBy(static each => each.Edit.Kind))
        {
            table.AppendLine(CultureInfo.InvariantCulture, $"| {group.Key} | {string.Join(", ", group.Select(static each => each.Ms.ToString("0", CultureInfo.InvariantCulture)))} |");
        }

        return table.AppendLine(CultureInfo.InvariantCulture, $"| median of the bodies | {Median(static edit => edit.IsOfABody):0} |")
            .Append(CultureInfo.InvariantCulture, $"| median of all | {Median(static _ => true):0} |").ToString();
    }

    private async Task AwaitAsync(Edit edit, long saved)
    {
        // No answer in between may be an error.
        while (!(await AnswerAsync()).Contains(edit.Answer, StringComparison.Ordinal))
        {
            Assert.That(Stopwatch.GetElapsedTime(saved), Is.LessThan(Patience), $"the {edit.Kind} {edit.New} is lost:\n{output()}");
            await Task.Delay(5);
        }

        _measured.Add((edit, Stopwatch.GetElapsedTime(saved).TotalMilliseconds));
        for (var count = 0; count < Afterwards; count++)
        {
            Assert.That(await AnswerAsync(), Does.Contain(edit.Answer), "an old answer after a new one");
        }
    }
}
