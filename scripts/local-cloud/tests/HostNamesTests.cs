using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests;

/// <summary>Tests which Host headers name this cloud. The AWS endpoint has the same test cases: emulator/tests/test_hosts.py.</summary>
public class HostNamesTests
{
    private static readonly JsonNode Cases = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hosts.json")))!;

    private static IEnumerable<string> Admitted => Texts("admitted");

    private static IEnumerable<string> Refused => Texts("refused");

    private static HostNames Names => new(Texts("allowed"));

    [TestCaseSource(nameof(Admitted))]
    public void A_name_of_this_machine_or_an_allowed_one_is_admitted(string host) => Assert.That(Names.Admit(host), Is.True);

    [TestCaseSource(nameof(Refused))]
    public void Another_name_and_what_is_none_is_refused(string host) => Assert.That(Names.Admit(host), Is.False);

    [Test]
    public void Without_others_only_this_machine_has_a_name() =>
        Assert.That(new HostNames([]).Admit("dev.example"), Is.False);

    private static IEnumerable<string> Texts(string name) => Cases[name]!.AsArray().Select(text => (string)text!);
}
