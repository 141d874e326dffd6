using Quickchange.LocalCloud.Gateway;
using Quickchange.LocalCloud.Gateway.Authorization;
using Quickchange.LocalCloud.Tests.Events;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests how many requests a route accepts.</summary>
public class ThrottleTests
{
    private static readonly Stage Stage = new(
        "Prod", new(2, 3), new Dictionary<string, RateLimit> { ["GET /own"] = new(1, 1) }, new Dictionary<string, string>(), null, null);
    private static readonly Api Api = new("api", null, [], new Dictionary<string, Authorizer>(), new Dictionary<string, Stage>());
    private static readonly RouteAuthorization Open = new(RouteAuthorization.None, null, []);

    [Test]
    public void A_burst_is_taken_and_then_the_rate()
    {
        var time = new ManualClock();
        var throttle = new Throttle(time);
        var route = new Route("GET /a", "GET", ["a"], null, Open);

        Assert.That(Admitted(throttle, route, 5), Is.EqualTo(3));
        time.Advance(1);
        Assert.That(Admitted(throttle, route, 5), Is.EqualTo(2));
        time.Advance(60);
        Assert.That(Admitted(throttle, route, 5), Is.EqualTo(3));
    }

    [Test]
    public void Each_route_has_its_own()
    {
        var throttle = new Throttle(new ManualClock());

        Assert.That(Admitted(throttle, new("GET /a", "GET", ["a"], null, Open), 5), Is.EqualTo(3));
        Assert.That(Admitted(throttle, new("GET /b", "GET", ["b"], null, Open), 5), Is.EqualTo(3));
    }

    [Test]
    public void A_routes_own_limit_overrides_the_stages() =>
        Assert.That(Admitted(new Throttle(new ManualClock()), new("GET /own", "GET", ["own"], null, Open), 5), Is.EqualTo(1));

    [Test]
    public void A_changed_limit_begins_with_a_full_bucket()
    {
        var throttle = new Throttle(new ManualClock());
        var route = new Route("GET /a", "GET", ["a"], null, Open);
        Admitted(throttle, route, 5);

        var changed = Stage with { Limit = new(2, 4) };

        Assert.That(Enumerable.Range(0, 9).Count(_ => throttle.Admits(Api, changed, route)), Is.EqualTo(4));
    }

    private static int Admitted(Throttle throttle, Route route, int requests) =>
        Enumerable.Range(0, requests).Count(_ => throttle.Admits(Api, Stage, route));
}
