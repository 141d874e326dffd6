namespace Quickchange.Change;

/// <summary>A caller's request, as text that has not been validated yet.</summary>
/// <param name="Amount">
/// The amount in major units, such as 1.89 or 189e-2: less than 10^28, and with no more decimals than the currency has.
/// </param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="Denominations">
/// Your own denominations instead of the currency's: names with their values in major units.
/// </param>
/// <param name="Till">
/// How many there are of each denomination, by its name in responses. Denominations that are omitted have none. Without a till,
/// there are enough of each.
/// </param>
/// <param name="Ways">Whether to count the ways to pay the amount.</param>
/// <param name="Include">"notes" to make change with the currency's notes as well as its coins.</param>
/// <param name="Rounding">"cash" to round the amount the way cash payments in the currency are rounded.</param>
internal readonly record struct ChangeRequest(
    DecimalText Amount,
    string Currency = ChangeRequest.DefaultCurrency,
    Dictionary<string, DecimalText>? Denominations = null,
    Dictionary<string, CountText>? Till = null,
    bool Ways = false,
    Include? Include = null,
    Rounding? Rounding = null)
{
    public const string DefaultCurrency = "USD";
}
