using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Gateway;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Which route takes a request.</summary>
public class RouteTests
{
    private static readonly string[] Keys =
        ["GET /pets", "GET /pets/{id}", "GET /pets/dog/1", "ANY /pets/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "GET /zoo/{proxy+}", "GET /{x}/b", "$default"];

    [TestCase("GET", "pets", "GET /pets")]
    [TestCase("GET", "pets/dog/1", "GET /pets/dog/1")]
    [TestCase("GET", "pets/7", "GET /pets/{id}")]
    [TestCase("POST", "pets/7", "ANY /pets/{id}")]
    [TestCase("GET", "pets/dog/2", "GET /pets/{proxy+}")]
    [TestCase("GET", "cats", "ANY /{proxy+}")]
    [TestCase("GET", "zoo/b", "GET /{x}/b")]
    [TestCase("GET", "cats/b", "GET /{x}/b")]
    [TestCase("POST", "", "$default")]
    public void The_most_specific_route_is_chosen(string method, string path, string expected)
    {
        var chosen = Keys.Reverse().Select(RouteOf)
            .OrderByDescending(route => route.Specificity, StringComparer.Ordinal)
            .First(route => route.TryMatch(method, Route.Split(path), out _));

        Assert.That(chosen.Key, Is.EqualTo(expected));
    }

    [TestCase("GET /a/{x}", "a/caf%C3%A9", "x", "café")]
    [TestCase("GET /a/{x}", "a/b%2Fc", "x", "b/c")]
    [TestCase("GET /{proxy+}", "a/b%20c/d", "proxy", "a/b c/d")]
    public void Path_parameters_are_decoded(string key, string path, string name, string expected)
    {
        Assert.That(RouteOf(key).TryMatch("GET", Route.Split(path), out var parameters), Is.True);
        Assert.That(parameters[name], Is.EqualTo(expected));
    }

    [TestCase("GET /a", "POST", "a")]
    [TestCase("GET /a", "GET", "a/b")]
    [TestCase("GET /a/{x}", "GET", "a")]
    [TestCase("GET /a/{proxy+}", "GET", "a")]
    [TestCase("GET /a/{proxy+}", "GET", "a/")]
    [TestCase("GET /a/{x}", "GET", "a/")]
    [TestCase("GET /a", "GET", "a/")]
    [TestCase("GET /a", "GET", "//a")]
    public void Another_method_or_path_is_not_taken(string key, string method, string path) =>
        Assert.That(RouteOf(key).TryMatch(method, Route.Split(path), out _), Is.False);

    private static Route RouteOf(string key) =>
        Route.Parse(new JsonObject { ["routeKey"] = key, ["routeId"] = "r" }, new Dictionary<string, Integration>());
}
