using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// A token bucket for each route of each stage
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</see>).
/// A changed limit starts with a full bucket.
/// </summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Api, string Stage, string Route), Bucket> _buckets = new();

    public bool Admits(Api api, Stage stage, Route route)
    {
        var limit = stage.LimitOf(route);
        var bucket = _buckets.GetOrAdd((api.Id, stage.Name, route.Key), _ => new());
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Tokens = bucket.Limit == limit
                ? Math.Min(limit.Burst, bucket.Tokens + (time.GetElapsedTime(bucket.Filled, now).TotalSeconds * limit.Rate))
                : limit.Burst;
            bucket.Limit = limit;
            bucket.Filled = now;
            if (bucket.Tokens < 1)
            {
                return false;
            }

            bucket.Tokens--;
            return true;
        }
    }

    /// <summary>Fills all buckets.</summary>
    public void Forget() => _buckets.Clear();

    private sealed class Bucket
    {
        public RateLimit? Limit { get; set; }

        public double Tokens { get; set; }

        public long Filled { get; set; }
    }
}
