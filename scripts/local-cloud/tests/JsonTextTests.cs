using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests;

public sealed class JsonTextTests
{
    [Test]
    public void Of_members_with_the_same_name_the_last_one_counts() =>
        Assert.That(JsonText.Read("""{"a":1,"b":{"c":1,"c":[2]},"a":"3"}"""u8.ToArray())!.ToJsonString(), Is.EqualTo("""{"a":"3","b":{"c":[2]}}"""));

    [TestCase("{\"a\":[1,2.50,true,false,null,\"x\",{}]}")]
    [TestCase("[]")]
    [TestCase("1e400")]
    [TestCase("\"\"")]
    public void Everything_else_is_kept(string text) => Assert.That(JsonText.Read(Encoding.UTF8.GetBytes(text))!.ToJsonString(), Is.EqualTo(text));

    [Test]
    public void Deep_json_is_valid_and_is_not_taken_apart([Values(65, JsonText.Deepest, JsonText.Deepest + 1, 1_000_000)] int levels)
    {
        var text = Encoding.UTF8.GetBytes(new string('[', levels) + new string(']', levels));

        Assert.That(JsonText.ProblemOf(text), Is.Null);
        Assert.That(JsonText.Read(text), levels > JsonText.Deepest ? Is.InstanceOf<JsonValue>() : Is.InstanceOf<JsonArray>());
    }

    [TestCase("{")]
    [TestCase("[1,]")]
    [TestCase("")]
    [TestCase("1 2")]
    public void What_is_no_json_has_a_problem(string text)
    {
        Assert.That(JsonText.ProblemOf(Encoding.UTF8.GetBytes(text)), Is.Not.Null);
        Assert.That(() => JsonText.Parse(Encoding.UTF8.GetBytes(text)), Throws.InstanceOf<JsonException>());
    }
}
