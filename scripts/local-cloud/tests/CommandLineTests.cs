namespace Quickchange.LocalCloud.Tests;

public class CommandLineTests
{
    private const string Good = "--gateway-port 3000 --compute-port 3002 --aws-endpoint http://127.0.0.1:3001 --function-prefix test- --issuer-path /issuer --directory /tmp/x";

    [Test]
    public void All_options_are_read()
    {
        var options = CommandLine.Parse(Good.Split(' '))!;

        Assert.That(
            (options.GatewayPort, options.ComputePort, options.AwsEndpoint, options.FunctionPrefix, options.Directory, options.Timeouts),
            Is.EqualTo((3000, 3002, new Uri("http://127.0.0.1:3001"), "test-", "/tmp/x", false)));
    }

    [Test]
    public void Hosts_may_be_several() =>
        Assert.That(CommandLine.Parse($"{Good} --host a.example --host b.example".Split(' '))!.Hosts, Is.EqualTo(new[] { "a.example", "b.example" }));

    [TestCase($"--timeouts {Good}")]
    [TestCase($"{Good} --timeouts --host a.example")]
    public void Timeouts_are_an_option_without_a_value(string words) => Assert.That(CommandLine.Parse(words.Split(' '))!.Timeouts, Is.True);

    [TestCase("")]
    [TestCase("--gateway-port 3000")]
    [TestCase("--gateway-port x --compute-port 3002 --aws-endpoint http://127.0.0.1:3001 --function-prefix test- --issuer-path /issuer --directory /tmp/x")]
    [TestCase("--gateway-port 70000 --compute-port 3002 --aws-endpoint http://127.0.0.1:3001 --function-prefix test- --issuer-path /issuer --directory /tmp/x")]
    [TestCase("--gateway-port 3000 --compute-port 3002 --aws-endpoint here --function-prefix test- --issuer-path /issuer --directory /tmp/x")]
    [TestCase(Good + " --color red")]
    [TestCase("--host a.example")]
    [TestCase(Good + " --color")]
    public void What_is_missing_unknown_or_malformed_is_refused(string words) =>
        Assert.That(CommandLine.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)), Is.Null);
}
