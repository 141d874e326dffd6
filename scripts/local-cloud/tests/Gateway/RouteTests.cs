using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests the choice of a route in cases that are not in docs/http-api.md.</summary>
public class RouteTests
{
    private static readonly string[] Keys =
        ["GET /pets", "GET /pets/{id}", "GET /pets/dog/1", "ANY /pets/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "GET /zoo/{proxy+}", "GET /{x}/b", "$default"];

    [TestCase("GET", "pets", "GET /pets")]
    [TestCase("GET", "cats", "ANY /{proxy+}")]
    [TestCase("GET", "cats/b", "GET /{x}/b")]
    [TestCase("POST", "", "$default")]
    public void The_most_specific_route_is_chosen(string method, string path, string expected)
    {
        var chosen = Keys.Reverse().Select(RouteOf)
            .OrderByDescending(route => route.Specificity, StringComparer.Ordinal)
            .First(route => route.TryMatch(method, Route.Split(path), out _));

        Assert.That(chosen.Key, Is.EqualTo(expected));
    }

    [TestCase("GET /a", "GET", "a/b")]
    [TestCase("GET /a/{x}", "GET", "a")]
    [TestCase("GET /a/{x}", "GET", "a/")]
    public void Another_method_or_path_is_not_taken(string key, string method, string path) =>
        Assert.That(RouteOf(key).TryMatch(method, Route.Split(path), out _), Is.False);

    private static Route RouteOf(string key) =>
        Route.Parse(new JsonObject { ["routeKey"] = key, ["routeId"] = "r" }, new Dictionary<string, Integration>());
}
