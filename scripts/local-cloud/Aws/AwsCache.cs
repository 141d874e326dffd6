using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// Caches data from the AWS endpoint until the endpoint reports a change in the service. Concurrent requests for the same data
/// share one read.
/// </summary>
internal sealed class AwsCache<T>
{
    private readonly ConcurrentDictionary<string, Lazy<Task<T>>> _entries = new();

    public async Task<T> GetAsync(string key, Func<string, Task<T>> read)
    {
        var entry = _entries.GetOrAdd(key, static (key, read) => new(() => read(key)), read);
        try
        {
            return await entry.Value;
        }
        catch
        {
            // Failures aren't cached.
            _entries.TryRemove(new(key, entry));
            throw;
        }
    }

    public void Clear() => _entries.Clear();
}
