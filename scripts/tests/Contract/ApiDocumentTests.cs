using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.Contract;

/// <summary>Tests that responses that differ from the OpenAPI document are detected.</summary>
[Parallelizable]
public class ApiDocumentTests
{
    private const string Route = "GET /coins/{name}";
    private const string Good = """{"name":"dime","value":10,"faces":[{"motto":"E pluribus unum"}]}""";

    private static readonly ApiDocument Document = new(
        JsonNode.Parse("""
            {
              "servers": [{ "url": "../Prod" }],
              "paths": {
                "/coins/{name}": {
                  "get": {
                    "responses": {
                      "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Coin" } } } },
                      "404": { "content": { "application/problem+json": { "schema": { "type": "object" } } } }
                    }
                  }
                }
              },
              "components": {
                "schemas": {
                  "Coin": {
                    "type": "object",
                    "required": ["name", "value"],
                    "properties": {
                      "name": { "type": "string" },
                      "value": { "type": "integer" },
                      "faces": { "type": "array", "items": { "type": "object", "properties": { "motto": { "type": "string" } } } }
                    }
                  }
                }
              }
            }
            """)!.AsObject(),
        new("http://127.0.0.1/Prod/openapi.json"));

    [TestCase(Good)]
    [TestCase("""{"name":"dime","value":10}""")]
    public void An_answer_of_the_schema_is_right(string body) => Assert.That(Document.ProblemOf(Route, 200, "application/json", body), Is.Null);

    [TestCase("name", "nmae")]
    [TestCase("value", "vaule")]
    [TestCase("faces", "facse")]
    [TestCase("motto", "moto")]
    [TestCase("10", "\"10\"")]
    public void A_member_that_is_written_otherwise_is_wrong(string written, string otherwise) => Assert.That(
        Document.ProblemOf(Route, 200, "application/json", Good.Replace(written, otherwise, StringComparison.Ordinal)), Is.Not.Null.And.Not.Empty);

    [TestCase(201, "application/json", "GET /coins/{name} has no answer with status 201")]
    [TestCase(200, "text/html", "GET /coins/{name} has no answer with status 200 and the content type text/html")]
    [TestCase(404, "application/json", "GET /coins/{name} has no answer with status 404 and the content type application/json")]
    [TestCase(200, null, "GET /coins/{name} has no answer with status 200 and the content type ")]
    public void An_answer_of_another_kind_is_wrong(int status, string? type, string problem) =>
        Assert.That(Document.ProblemOf(Route, status, type, Good), Is.EqualTo(problem));
}
