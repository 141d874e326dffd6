namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A dictionary in an event, created on first use, because few handlers need all of them.</summary>
/// <param name="pairs">Alternating names and values; if a name is repeated, the last value counts. Null for no dictionary.</param>
internal struct StringMap(string[]? pairs)
{
    private IDictionary<string, string>? _map;

    public IDictionary<string, string>? Value
    {
        get
        {
            if (_map is null && pairs is { } texts)
            {
                // All threads get the same dictionary.
                Interlocked.CompareExchange(ref _map, Create(texts), null);
            }

            return _map;
        }

        set
        {
            pairs = null;
            _map = value;
        }
    }

    public static Dictionary<string, string> Create(string[] pairs)
    {
        var map = new Dictionary<string, string>(pairs.Length / 2);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            map[pairs[i]] = pairs[i + 1];
        }

        return map;
    }
}
