namespace Quickchange.Authorizer;

/// <summary>A key in the table.</summary>
/// <param name="Hash">The SHA-256 of the key, 32 bytes.</param>
/// <param name="Name">For whom it was created.</param>
/// <param name="ExpiresAt">When it stops being valid, in seconds since 1970; null for never.</param>
internal sealed record StoredKey(byte[] Hash, string Name, long? ExpiresAt)
{
    public bool IsValidAt(DateTimeOffset time) => ExpiresAt is not { } end || time.ToUnixTimeSeconds() < end;
}
