using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>The words that options are written with, in a body and in a query.</summary>
internal static class Options
{
    /// <exception cref="ProblemException">Another word.</exception>
    public static Include Include(string? word) => word == "notes"
        ? Change.Include.Notes
        : throw new ProblemException(422, "\"include\" must be \"notes\". Leave it out to make change with coins alone.");

    /// <exception cref="ProblemException">Another word.</exception>
    public static Rounding Rounding(string? word) => word == "cash"
        ? Change.Rounding.Cash
        : throw new ProblemException(422, "\"rounding\" must be \"cash\". Leave it out to pay the amount as it is.");
}
