namespace Quickchange.Authorizer.Tests;

internal sealed class FixedTime(DateTimeOffset time) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => time;
}
