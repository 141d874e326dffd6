using System.Globalization;
using Quickchange.Benchmark.Results;

namespace Quickchange.Benchmark.Report;

/// <summary>Numbers as people read them: three significant digits, or all of a larger number's whole part.</summary>
internal static class Numbers
{
    /// <summary>What stands where there is no number.</summary>
    public const string None = "–";

    public static string Of(double? number) => number is { } value
        ? value.ToString(Math.Abs(value) switch { >= 100 => "0", >= 10 => "0.0", _ => "0.00" }, CultureInfo.InvariantCulture)
        : None;

    public static string Whole(double? number) => number is { } value ? value.ToString("0", CultureInfo.InvariantCulture) : None;

    /// <summary>The median, and the tenth and ninetieth percentile in brackets, each as <paramref name="written"/> writes it.</summary>
    public static string Of(Distribution? distribution, Func<double?, string> written) => distribution is { } known
        ? $"{written(known.Median)} ({written(known.P10)}–{written(known.P90)})"
        : None;

    /// <summary>For coordinates and ticks: no digit more than it takes.</summary>
    public static string Short(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
