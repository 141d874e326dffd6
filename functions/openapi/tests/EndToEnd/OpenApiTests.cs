using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that the OpenAPI document describes what is deployed.</summary>
[Parallelizable]
public class OpenApiTests : CloudTests
{
    [Test]
    public async Task The_document_that_is_served_is_valid_OpenAPI()
    {
        var text = await Cloud.Http.GetStringAsync("Prod/openapi.json");

        var result = OpenApiDocument.Parse(text, "json");

        Assert.Multiple(() =>
        {
            Assert.That(result.Diagnostic!.Errors, Is.Empty);
            Assert.That(result.Diagnostic.Warnings, Is.Empty);
            Assert.That(result.Diagnostic.SpecificationVersion, Is.EqualTo(OpenApiSpecVersion.OpenApi3_1));
        });
    }

    [Test]
    public async Task It_has_the_routes_of_the_descriptors()
    {
        var document = await ApiDocument.ReadAsync(Cloud.Http);

        var routes =
            from function in Repository.Built.Names
            from route in (Repository.Built.Descriptor(function)["routes"]?.AsObject() ?? []).Select(static route => route.Key)
                // OpenAPI can't describe the others.
            where route != "$default" && !route.StartsWith("ANY ", StringComparison.Ordinal)
            select route;
        Assert.That(document.Operations.Select(operation => operation.Route), Is.EquivalentTo(routes));
    }

    [Test]
    public async Task Every_example_is_answered_as_it_says()
    {
        var document = await ApiDocument.ReadAsync(Cloud.Http);
        var requests = document.Requests.ToArray();

        Assert.That(requests, Has.Length.AtLeast(document.Operations.Count()));
        await Assert.MultipleAsync(async () =>
        {
            foreach (var example in requests)
            {
                using var response = await example.SendAsync(document.IsSigned(example.Route) ? Cloud.SignedHttp : Cloud.Http, document.Server);
                var body = await response.Content.ReadAsStringAsync();
                var what = $"{example.Route}: {example.Name}: {body}";
                Assert.That((int)response.StatusCode, Is.EqualTo(example.Status), what);
                Assert.That(await document.ProblemOfAsync(example.Route, response), Is.Null, what);
                Assert.That(example.Response is null || JsonNode.DeepEquals(JsonNode.Parse(body), example.Response), Is.True, what);
            }
        });
    }

    [Test]
    public async Task No_operation_goes_without_a_success_that_is_held_against_its_schema()
    {
        var document = await ApiDocument.ReadAsync(Cloud.Http);

        var succeeding = document.Requests.Where(static request => request.Status == 200).Select(static request => request.Route);

        Assert.That(
            document.Operations.Select(static operation => operation.Route).Except(succeeding), Is.Empty,
            "give each an example of a success in its operations.json");
    }
}
