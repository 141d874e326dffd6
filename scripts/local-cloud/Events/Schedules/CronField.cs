using System.Globalization;

namespace Quickchange.LocalCloud.Events.Schedules;

/// <summary>A field of a cron expression with numbers or names as its values.</summary>
/// <param name="name">The field's name in messages.</param>
/// <param name="least">The smallest value.</param>
/// <param name="most">The largest value.</param>
/// <param name="names">The names of the values in ascending order.</param>
internal sealed class CronField(string name, int least, int most, string[]? names = null)
{
    /// <summary>The values, in order, of <c>*</c>, <c>1</c>, <c>1-5</c>, <c>0/15</c> or several of these, separated by commas.</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public int[] Parse(string text) => [.. text.Split(',').SelectMany(ParseItem).Distinct().Order()];

    /// <exception cref="FormatException">The text is not a value of the field.</exception>
    public int ParseValue(string text)
    {
        var index = Array.FindIndex(names ?? [], known => known.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            return least + index;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Malformed(text);
    }

    public FormatException Malformed(string text) => new($"'{text}' is no {name} from {least} to {most}.");

    private IEnumerable<int> ParseItem(string item)
    {
        var (range, step) = item.Split('/') switch
        {
            [var whole] => (whole, 1),
            [var whole, var every] when int.TryParse(every, NumberStyles.None, CultureInfo.InvariantCulture, out var by) && by > 0 =>
                (whole, by),
            _ => throw Malformed(item),
        };
        var (first, last) = range.Split('-') switch
        {
            ["*"] => (least, most),
            [var single] => (ParseValue(single), item == range ? ParseValue(single) : most),
            [var from, var to] => (ParseValue(from), ParseValue(to)),
            _ => throw Malformed(item),
        };
        return first <= last
            ? Enumerable.Range(0, ((last - first) / step) + 1).Select(index => first + (index * step))
            : throw Malformed(item);
    }
}
