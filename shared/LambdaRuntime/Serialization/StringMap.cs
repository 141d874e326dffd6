namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>A dictionary in an event, created on first use, because few handlers need all of them.</summary>
/// <param name="pairs">Alternating names and values; if a name is repeated, the last value counts. Null for no dictionary.</param>
internal struct StringMap(string[]? pairs)
{
    // The pairs until the dictionary is created.
    private object? _content = pairs;

    public IDictionary<string, string>? Value
    {
        get
        {
            if (_content is string[] texts)
            {
                // All threads get the same dictionary.
                Interlocked.CompareExchange(ref _content, Create(texts), texts);
            }

            return (IDictionary<string, string>?)_content;
        }

        set => _content = value;
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
