using System.Globalization;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>Formats numbers for readers: three significant digits, or the whole integer part of a larger number.</summary>
internal static class Numbers
{
    /// <summary>The placeholder for a missing number.</summary>
    public const string None = "–";

    public static string Of(double? number) => number is { } value
        ? value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture)
        : None;

    public static string Whole(double? number) => number is { } value ? value.ToString("0", CultureInfo.InvariantCulture) : None;

    /// <summary>The median, with the 10th and 90th percentiles in parentheses, each formatted by <paramref name="written"/>.</summary>
    public static string Of(Distribution? distribution, Func<double?, string> written) => distribution is { } known
        ? $"{written(known.Median)} ({written(known.P10)}–{written(known.P90)})"
        : None;

    /// <summary>Formats coordinates and ticks with as few digits as possible.</summary>
    public static string Short(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
