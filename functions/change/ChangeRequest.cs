namespace Quickchange.Change;

/// <summary>What a caller asks for, as text that has not been judged yet.</summary>
/// <param name="Amount">In major units: 1.89.</param>
/// <param name="Currency">An ISO 4217 code.</param>
/// <param name="Denominations">The caller's own, each name with its value in major units; null for the currency's coins.</param>
internal sealed record ChangeRequest(
    string Amount, string Currency, IReadOnlyList<KeyValuePair<string, string>>? Denominations)
{
    public const string DefaultCurrency = "USD";
}
