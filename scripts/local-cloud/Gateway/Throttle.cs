using System.Collections.Concurrent;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>
/// A token bucket for each route of each stage
/// (<see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-throttling.html">Throttling</see>).
/// </summary>
internal sealed class Throttle(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new();

    public bool Admits(Api api, Stage stage, Route route)
    {
        var bucket = _buckets.GetOrAdd($"{api.Id}/{stage.Name}/{route.Key}", _ => new() { Tokens = stage.Burst, Filled = time.GetTimestamp() });
        lock (bucket)
        {
            var now = time.GetTimestamp();
            bucket.Tokens = Math.Min(stage.Burst, bucket.Tokens + (time.GetElapsedTime(bucket.Filled, now).TotalSeconds * stage.Rate));
            bucket.Filled = now;
            if (bucket.Tokens < 1)
            {
                return false;
            }

            bucket.Tokens--;
            return true;
        }
    }

    private sealed class Bucket
    {
        public double Tokens { get; set; }

        public long Filled { get; set; }
    }
}
