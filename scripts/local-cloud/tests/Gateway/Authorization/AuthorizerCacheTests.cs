using Microsoft.AspNetCore.Http;
using Quickchange.LocalCloud.Gateway;
using Quickchange.LocalCloud.Gateway.Authorization;
using Quickchange.LocalCloud.Gateway.Authorization.Lambda;
using Quickchange.LocalCloud.Tests.Events;

namespace Quickchange.LocalCloud.Tests.Gateway.Authorization;

/// <summary>Tests which responses of authorizers are used again, in cases that are not in docs/http-api.md.</summary>
public class AuthorizerCacheTests
{
    private static readonly AuthorizerResponse Response = new(true, null, null);
    private static readonly LambdaAuthorizer Authorizer = new("a", new("f", null), true, [], TimeSpan.FromSeconds(300), "{}");
    private static readonly Stage Stage =
        new("Prod", RateLimit.OfAccount, new Dictionary<string, RateLimit>(), new Dictionary<string, string>(), null, null);
    private static readonly GatewayRequest Request = new(
        new DefaultHttpContext().Request, "id", DateTimeOffset.UnixEpoch,
        new("api", null, [], new Dictionary<string, Authorizer>(), new Dictionary<string, Stage>()), Stage, "/", "/", "");

    [Test]
    public void A_response_is_used_until_its_TTL_ends()
    {
        var time = new ManualClock();
        var cache = new AuthorizerCache(time);
        cache.Keep(Request, Authorizer, ["a"], Response);

        time.Advance(299);
        Assert.That(cache.Find(Request, Authorizer, ["a"]), Is.SameAs(Response));
        time.Advance(1);
        Assert.That(cache.Find(Request, Authorizer, ["a"]), Is.Null);
    }

    [Test]
    public void Values_are_not_confused()
    {
        var cache = new AuthorizerCache(new ManualClock());
        cache.Keep(Request, Authorizer, ["a", "b,c"], Response);

        string[][] others = [["a,b", "c"], ["a", "b", "c"], ["a,b,c"], ["A", "b,c"], ["a", "b,c", ""], ["b,c", "a"], ["a"], []];

        Assert.That(others.Select(identity => cache.Find(Request, Authorizer, identity)), Is.All.Null);
    }

    [Test]
    public void A_changed_authorizer_decides_anew()
    {
        var cache = new AuthorizerCache(new ManualClock());
        cache.Keep(Request, Authorizer, ["a"], Response);

        Assert.That(cache.Find(Request, Authorizer with { Configuration = "{\"a\":1}" }, ["a"]), Is.Null);
    }

    [Test]
    public void Whoever_sends_many_values_does_not_fill_the_memory()
    {
        var time = new ManualClock();
        var cache = new AuthorizerCache(time);
        for (var i = 0; i < 25_000; i++)
        {
            time.Advance(0.001);
            cache.Keep(Request, Authorizer, [$"{i}"], Response);
        }

        var kept = Enumerable.Range(0, 25_000).Count(i => cache.Find(Request, Authorizer, [$"{i}"]) is not null);

        Assert.That(kept, Is.InRange(5000, 10_000));
        Assert.That(cache.Find(Request, Authorizer, ["24999"]), Is.Not.Null);
    }
}
