using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>Parses the values of options, in a body or a query string.</summary>
internal static class Options
{
    /// <exception cref="ProblemException">The value is unknown.</exception>
    public static Include Include(string? word) => word == "notes"
        ? Change.Include.Notes
        : throw new ProblemException(422, "\"include\" must be \"notes\". Omit it to make change with coins only.");

    /// <exception cref="ProblemException">The value is unknown.</exception>
    public static Rounding Rounding(string? word) => word == "cash"
        ? Change.Rounding.Cash
        : throw new ProblemException(422, "\"rounding\" must be \"cash\". Omit it to pay the exact amount.");
}
