using System.Net;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that only callers with permission get a report.</summary>
[Parallelizable]
public class SignedRouteTests : CloudTests
{
    private const string Path = "Prod/reports/2001-01-01";

    [Test]
    public async Task Without_a_signature_it_is_forbidden()
    {
        using var response = await Cloud.Http.GetAsync(new Uri(Path, UriKind.Relative));

        Assert.That(await WhatAsync(response), Is.EqualTo((HttpStatusCode.Forbidden, """{"message":"Forbidden"}""")));
    }

    [Test]
    public async Task With_another_secret_it_is_forbidden()
    {
        using var http = new HttpClient(new SigningHandler(() => new AccessKey(Cloud.AccessKey.Id, "wrong"))) { BaseAddress = Cloud.Http.BaseAddress };

        using var response = await http.GetAsync(new Uri(Path, UriKind.Relative));

        Assert.That(await WhatAsync(response), Is.EqualTo((HttpStatusCode.Forbidden, """{"message":"Forbidden"}""")));
    }

    [Test]
    public async Task With_a_signature_it_is_answered_and_no_cache_keeps_it()
    {
        using var response = await Cloud.SignedHttp.GetAsync(new Uri(Path, UriKind.Relative));

        using var all = Assert.EnterMultipleScope();
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), "there is no such report");
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("X-Content-Type-Options"), Is.EqualTo(["nosniff"]));
    }

    private static async Task<(HttpStatusCode Status, string Body)> WhatAsync(HttpResponseMessage response) =>
        (response.StatusCode, await response.Content.ReadAsStringAsync());
}
