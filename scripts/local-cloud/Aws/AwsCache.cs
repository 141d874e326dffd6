using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// What was read from the AWS endpoint, until the endpoint says that something of the service has changed. Of requests
/// at the same time for the same thing, one reads.
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
            // A failure is no state to remember.
            _entries.TryRemove(new(key, entry));
            throw;
        }
    }

    public void Clear() => _entries.Clear();
}
