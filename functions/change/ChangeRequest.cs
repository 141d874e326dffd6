namespace Quickchange.Change;

/// <summary>What a caller asks for, as text that has not been judged yet.</summary>
/// <param name="Amount">
/// In major units, as in 1.89 or 189e-2: below 10^28, and without more decimals than the currency has.
/// </param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="Denominations">
/// Your own denominations, each name with its value in major units, instead of the currency's.
/// </param>
/// <param name="Till">
/// How many there are of each denomination, by its name in answers; of those that are left out, none. Without a till there
/// is enough of each.
/// </param>
/// <param name="Ways">Whether to count the ways to pay the amount.</param>
/// <param name="Include">"notes" makes change with the currency's notes as well as its coins.</param>
/// <param name="Rounding">"cash" rounds the amount as cash payments in the currency are rounded.</param>
internal sealed record ChangeRequest(
    DecimalText Amount,
    string Currency = ChangeRequest.DefaultCurrency,
    IReadOnlyDictionary<string, DecimalText>? Denominations = null,
    IReadOnlyDictionary<string, CountText>? Till = null,
    bool Ways = false,
    Include? Include = null,
    Rounding? Rounding = null)
{
    public const string DefaultCurrency = "USD";
}
