using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Quickchange.OpenApi.Tests;

public sealed class DocumentTests
{
    private static readonly FunctionTypes Types = new(Assembly.GetExecutingAssembly(), XDocument.Parse(
        $"""
        <doc><members>
          <member name="T:{typeof(Samples.Order)}">
            <summary>An order.</summary>
            <param name="Size">How
              large.</param>
          </member>
        </members></doc>
        """));

    private readonly string _info = Path.GetTempFileName();

    [OneTimeSetUp]
    public void WriteInfo() => File.WriteAllText(_info, """{"title":"Test","version":"1"}""");

    [OneTimeTearDown]
    public void Clean() => File.Delete(_info);

    [Test]
    public void A_route_becomes_an_operation_of_its_path()
    {
        var document = DocumentOf("GET /orders/{id}/{rest+}", """
            {"summary":"Shows an order.","parameters":{"id":{"type":"string"},"size":"Order"},"responses":{"200":"Order","404":{"type":"object"}}}
            """);

        var operation = document["paths"]!["/orders/{id}/{rest}"]!["get"]!;
        Assert.Multiple(() =>
        {
            Assert.That((string)document["openapi"]!, Is.EqualTo("3.1.1"));
            Assert.That((string)document["info"]!["title"]!, Is.EqualTo("Test"));
            Assert.That((string)operation["operationId"]!, Is.EqualTo("get_orders_id_rest"));
            Assert.That((string)operation["tags"]![0]!, Is.EqualTo("sample"));
            Assert.That((string)operation["summary"]!, Is.EqualTo("Shows an order."));
            Assert.That(operation["parameters"]![0]!.ToJsonString(), Is.EqualTo(
                """{"name":"id","in":"path","required":true,"schema":{"type":"string"}}"""));
            Assert.That(operation["parameters"]![1]!.ToJsonString(), Is.EqualTo(
                """{"name":"size","in":"query","required":false,"description":"How large.","schema":{"enum":["small","extra_large"]}}"""));
            Assert.That(operation["responses"]!["200"]!["content"]!["application/json"]!["schema"]!.ToJsonString(), Is.EqualTo(
                """{"$ref":"#/components/schemas/Order"}"""));
            Assert.That((string)operation["responses"]!["404"]!["description"]!, Is.EqualTo("Not Found"));
            Assert.That(operation["responses"]!["404"]!["content"]!["application/problem+json"], Is.Not.Null);
        });
    }

    [Test]
    public void A_types_schema_comes_from_its_members_and_its_documentation()
    {
        var document = DocumentOf("GET /", """{"summary":"Shows.","responses":{"200":"Order"}}""");

        Assert.That(document["components"]!["schemas"]!["Order"]!.ToJsonString(), Is.EqualTo(
            """{"type":"object","properties":{"item_count":{"type":"integer"},"size":{"enum":["small","extra_large"],"description":"How large."},"note":{"type":"string","default":"none"},"price":{"type":"string","pattern":"^[0-9]\u002B$"},"currency":{"type":"string"}},"required":["item_count","currency"],"additionalProperties":false,"description":"An order."}"""));
    }

    [Test]
    public void An_example_is_found_by_its_name_where_it_is_sent_and_where_it_is_answered()
    {
        var document = DocumentOf("POST /orders/{id}", """
            {
              "summary": "Makes an order.",
              "parameters": {"id":{"type":"string"}},
              "request": "Order",
              "responses": {"200":"Order","422":{}},
              "examples": {
                "good": {"parameters":{"id":"1"},"body":{"item_count":1},"response":{"item_count":1}},
                "bad": {"body":{"item_count":0},"status":422,"response":{}}
              }
            }
            """);

        var operation = document["paths"]!["/orders/{id}"]!["post"]!;
        Assert.Multiple(() =>
        {
            Assert.That(operation["parameters"]![0]!["examples"]!.ToJsonString(), Is.EqualTo("""{"good":{"value":"1"}}"""));
            Assert.That(operation["requestBody"]!["content"]!["application/json"]!["examples"]!.ToJsonString(), Is.EqualTo(
                """{"good":{"value":{"item_count":1}},"bad":{"value":{"item_count":0}}}"""));
            Assert.That(operation["responses"]!["200"]!["content"]!["application/json"]!["examples"]!.ToJsonString(), Is.EqualTo(
                """{"good":{"value":{"item_count":1}}}"""));
            Assert.That(operation["responses"]!["422"]!["content"]!["application/problem+json"]!["examples"]!.ToJsonString(), Is.EqualTo(
                """{"bad":{"value":{}}}"""));
        });
    }

    [TestCase("""{"summary":"S","responses":{"200":"Nothing"}}""", "GET /: responses.200: functions/sample has no type Nothing")]
    [TestCase("""{"summary":"S","parameters":{"color":"Order"},"responses":{}}""", "GET /: parameters.color: Order has no member \"color\"")]
    public void A_mistake_is_told_by_file_and_field(string operation, string message) =>
        Assert.That(
            () => DocumentOf("GET /", operation),
            Throws.TypeOf<MistakeException>().With.Message.EqualTo($"functions/sample/operations.json: {message}"));

    [TestCase("ANY /orders")]
    [TestCase("$default")]
    public void A_route_that_OpenAPI_has_no_word_for_is_left_out(string route) =>
        Assert.That(DocumentOf(route, "{}")["paths"]!.AsObject(), Is.Empty);

    [Test]
    public void Two_types_of_one_name_that_differ_are_a_mistake()
    {
        var operations = JsonNode.Parse("""{"GET /":{"summary":"S","responses":{"200":"Order"}}}""")!.AsObject();
        var undocumented = new FunctionTypes(Assembly.GetExecutingAssembly(), new(new XElement("doc")));

        Assert.That(
            () => Document.Of([new("a", [Open("GET /")], operations, Types), new("b", [Open("GET /")], operations, undocumented)], _info),
            Throws.TypeOf<MistakeException>().With.Message.StartsWith("functions/b/operations.json: GET /: responses.200: another function"));
    }

    [Test]
    public void A_type_that_refers_to_itself_is_a_mistake() =>
        Assert.That(
            () => DocumentOf("GET /", """{"summary":"S","responses":{"200":"Tree"}}"""),
            Throws.TypeOf<MistakeException>().With.Message.Contains("Tree refers to itself"));

    [Test]
    public void An_open_route_needs_nothing()
    {
        var document = DocumentOf("GET /", """{"summary":"S","responses":{"200":{}}}""");

        using var all = Assert.EnterMultipleScope();
        Assert.That(document["paths"]!["/"]!["get"]!["security"]!.ToJsonString(), Is.EqualTo("[]"));
        Assert.That(document["components"]!["securitySchemes"]!.AsObject(), Is.Empty);
        Assert.That(document["paths"]!["/"]!["get"]!["responses"]!.AsObject().Select(static each => each.Key), Is.EqualTo(["200"]));
    }

    [TestCase("""{"authorization":"iam"}""", """[{"iam":[]}]""", "200 403", "iam: header Authorization")]
    [TestCase("""{"authorization":"jwt"}""", """[{"jwt":[]}]""", "200 401", "jwt: bearer")]
    [TestCase("""{"authorization":"jwt","scopes":["a","b"]}""", """[{"jwt":["a"]},{"jwt":["b"]}]""", "200 401 403", "jwt: bearer")]
    [TestCase("""{"authorization":"door"}""", """[{"door":[]}]""", "200 401 403", "door: header x-api-key")]
    [TestCase("""{"authorization":"gate"}""", """[{"gate.key":[],"gate.a.b":[]}]""", "200 401 403", "gate.a.b: header a.b, gate.key: query key")]
    [TestCase("""{"authorization":"blind"}""", "[]", "200 403", "")]
    public void A_closed_route_says_what_it_needs_and_how_it_refuses(string settings, string security, string statuses, string schemes)
    {
        var descriptors = new Dictionary<string, string[]>
        {
            ["door"] = ["$request.header.x-api-key", "$context.routeKey"],
            ["gate"] = ["$request.querystring.key", "$request.header.a.b"],
            ["blind"] = ["$stageVariables.tenant"],
        }.ToDictionary(static each => each.Key, static each => new JsonObject
        {
            ["authorizer"] = new JsonObject { ["identity_sources"] = new JsonArray([.. each.Value.Select(static source => (JsonNode)source)]) },
        });
        var operation = JsonNode.Parse("""{"summary":"S","responses":{"200":{}}}""");

        var document = Document.Of(
            [new("sample", [Route.Of("GET /", JsonNode.Parse(settings)!, descriptors)], new() { ["GET /"] = operation }, Types)], _info);

        var described = document["paths"]!["/"]!["get"]!;
        using var all = Assert.EnterMultipleScope();
        Assert.That(described["security"]!.ToJsonString(), Is.EqualTo(security));
        Assert.That(string.Join(' ', described["responses"]!.AsObject().Select(static each => each.Key)), Is.EqualTo(statuses));
        Assert.That(string.Join(", ", document["components"]!["securitySchemes"]!.AsObject().Select(static each =>
            $"{each.Key}: {each.Value!["scheme"] ?? $"{each.Value["in"]} {each.Value["name"]}"}")), Is.EqualTo(schemes));
    }

    [Test]
    public void A_functions_own_refusal_stays_beside_that_of_the_API()
    {
        var operation = JsonNode.Parse("""{"summary":"S","responses":{"403":{"type":"string"}}}""");

        var document = Document.Of([new("sample", [new("GET /", "iam", [], [])], new() { ["GET /"] = operation }, Types)], _info);

        Assert.That(
            document["paths"]!["/"]!["get"]!["responses"]!["403"]!["content"]!.AsObject().Select(static each => each.Key),
            Is.EqualTo(["application/problem+json", "application/json"]));
    }

    private static Route Open(string key) => new(key, "none", [], []);

    private JsonObject DocumentOf(string route, string operation) =>
        Document.Of([new("sample", [Open(route)], new() { [route] = JsonNode.Parse(operation) }, Types)], _info);
}
