using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quickchange.Scripts.Tests.Architecture;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts;

/// <summary>Tests a cloud from its first start to Ctrl-C, in a separate checkout to which a function is added.</summary>
[Category("e2e")]
[Parallelizable]
public sealed partial class LifecycleTests
{
    [Test]
    public async Task A_second_up_changes_nothing_new_functions_answer_and_Ctrl_C_leaves_no_process()
    {
        using var checkout = await Checkout.CreateAsync("hello");
        using var cloud = new Cloud(checkout.Root);
        using var up = Command.StartGroup(checkout.Root, checkout.PathOf("scripts/up"), "--port", $"{cloud.Port}");
        try
        {
            await Command.ReadLineAsync(up, "Ctrl-C stops it.");

            var again = (await cloud.UpAsync()).Succeeded();
            Assert.That(again.Output, Does.Contain("nothing has changed in hello").And.Contain("nothing has changed since the last terraform apply"));
            await cloud.AwsAsync("logs", "put_retention_policy", new { logGroupName = $"/aws/lambda/{Cloud.Prefix}-hello", retentionInDays = 1 });
            Assert.That((await cloud.UpAsync("--verbose")).Succeeded().Output, Does.Contain("retention_in_days = 1 -> 30"));
            await SameBytesAsync(checkout);

            (await checkout.RunAsync("scripts/new-function", "tip")).Succeeded();
            (await checkout.RunAsync("dotnet", "test", "functions/tip/tests", "--configuration", "Release")).Succeeded();
            (await checkout.RunAsync("scripts/new-function", "audit", "--queue")).Succeeded();
            (await checkout.RunAsync("dotnet", "test", "functions/audit/tests", "--configuration", "Release")).Succeeded();
            Assert.That(
                SolutionTests.ProjectsOf(checkout.PathOf("Quickchange.slnx")),
                Is.SupersetOf([
                    "functions/tip/Tip.csproj", "functions/tip/tests/Tip.Tests.csproj",
                    "functions/audit/Audit.csproj", "functions/audit/tests/Audit.Tests.csproj"]));
            // Only the descriptor determines the kind of a function's queue.
            var descriptor = await ReadAsync(checkout, "audit");
            descriptor["queue"]!["fifo"] = true;
            await WriteAsync(checkout, "audit", descriptor);
            (await cloud.UpAsync()).Succeeded();
            Assert.That(await cloud.Http.GetStringAsync("Prod/tip"), Does.Contain("tip"));
            await MessagesAreTakenInOrderAsync(cloud);

            await MistakesAreNamedAsync(checkout, cloud);
            Assert.That(await cloud.Http.GetStringAsync("Prod/tip"), Does.Contain("tip"), "what was deployed goes on");

            await WhatMovesBetweenFunctionsLosesNothingAsync(checkout, cloud);

            await Command.SignalGroupAsync(up, "INT");
            await up.WaitForExitAsync();
            Assert.That(cloud.Processes(), Is.Empty);
        }
        finally
        {
            await cloud.DownAsync();
            if (!up.HasExited)
            {
                up.Kill(entireProcessTree: true);
            }
        }
    }

    private static async Task MessagesAreTakenInOrderAsync(Cloud cloud)
    {
        await SendAsync(cloud, 0, 20);

        var log = await cloud.LogsAsync($"{Cloud.Prefix}-audit", "number 19.");

        Assert.That(
            log.Select(static line => Number().Match(line)).Where(static match => match.Success).Select(static match => match.Value),
            Is.EqualTo(Enumerable.Range(0, 20).Select(static number => $"number {number}.")));
    }

    // Messages that are processed in order, a few per second.
    private static Task<string> SendAsync(Cloud cloud, int first, int count) =>
        cloud.PythonAsync("scripts/tests/Checkouts/send_numbers.py", $"{first}", $"{count}");

    // By scripts/up. Terraform accepts only descriptors that were checked.
    private static async Task MistakesAreNamedAsync(Checkout checkout, Cloud cloud)
    {
        const string Tip = "functions/tip/function.json";
        const string Plan = "source artifacts/local.env && terraform -chdir=terraform plan -input=false -no-color";
        var descriptor = await File.ReadAllTextAsync(checkout.PathOf(Tip));
        (string Text, string Field)[] mistakes =
        [
            (descriptor.Replace("memory_mb", "memory", StringComparison.Ordinal), "memory: is unknown"),
            (descriptor.Replace("GET /tip", "GET /hello", StringComparison.Ordinal), "routes.\"GET /hello\": is already claimed"),
        ];
        foreach (var (text, field) in mistakes)
        {
            await File.WriteAllTextAsync(checkout.PathOf(Tip), text);
            var up = await cloud.UpAsync();
            var plan = await checkout.RunAsync("bash", "-c", Plan);

            Assert.That(up.ExitCode, Is.Not.Zero);
            Assert.That(up.Output, Does.Contain(Tip).And.Contain(field));
            Assert.That(plan.ExitCode, Is.Not.Zero);
            Assert.That(plan.Output, Does.Contain($"{Tip}: has changed since it was checked").And.Match(@"scripts/build\s+tip"));
        }

        await File.WriteAllTextAsync(checkout.PathOf(Tip), descriptor);
        foreach (var zip in Directory.EnumerateFiles(checkout.PathOf("artifacts"), "tip.zip", SearchOption.AllDirectories))
        {
            File.Delete(zip);
        }

        var missing = await checkout.RunAsync("bash", "-c", Plan);
        Assert.That(missing.Output, Does.Contain("tip.zip").And.Match(@"scripts/build\s+tip"), "Terraform wraps lines");
    }

    // A route and a queue move to another function, and then a function is removed together with the route that leaves it.
    private static async Task WhatMovesBetweenFunctionsLosesNothingAsync(Checkout checkout, Cloud cloud)
    {
        foreach (var function in new[] { "tip", "audit" })
        {
            await File.WriteAllBytesAsync(
                checkout.PathOf($"artifacts/{RuntimeInformation.RuntimeIdentifier}/{function}.zip"), FunctionZip.Of("take_messages_or_say", $"\"{function}\""));
        }

        var (audit, tip) = (await ReadAsync(checkout, "audit"), await ReadAsync(checkout, "tip"));
        tip["queue"] = audit["queue"]!.DeepClone();
        audit.AsObject().Remove("queue");
        audit["routes"] = tip["routes"]!.DeepClone();
        tip["routes"] = new JsonObject();
        await WriteAsync(checkout, "audit", audit);
        await WriteAsync(checkout, "tip", tip);
        File.Move(checkout.PathOf("functions/tip/operations.json"), checkout.PathOf("functions/audit/operations.json"));
        Directory.Move(checkout.PathOf("functions/audit/examples"), checkout.PathOf("functions/tip/examples"));
        await CheckAsync(checkout);
        var sending = SendAsync(cloud, 20, 200);
        await ApplyUnderRequestsAsync(cloud, "audit");
        await sending;
        // A request that was waiting for messages when the queue moved delivers the next ones to the previous function.
        await SendAsync(cloud, 220, 1);
        Assert.That(await MissingAsync(cloud, 20, 221, "audit", "tip"), Is.Empty);
        await SendAsync(cloud, 221, 1);
        Assert.That(await MissingAsync(cloud, 221, 222, "tip"), Is.Empty, "the function that receives the messages now");

        tip["routes"] = audit["routes"]!.DeepClone();
        await WriteAsync(checkout, "tip", tip);
        File.Move(checkout.PathOf("functions/audit/operations.json"), checkout.PathOf("functions/tip/operations.json"));
        (await checkout.RunAsync(
            "dotnet", "sln", "Quickchange.slnx", "remove", "functions/audit/Audit.csproj", "functions/audit/tests/Audit.Tests.csproj")).Succeeded();
        Directory.Delete(checkout.PathOf("functions/audit"), recursive: true);
        Assert.That(SolutionTests.ProjectsOf(checkout.PathOf("Quickchange.slnx")), Has.None.Contains("/audit/"));
        await CheckAsync(checkout);
        await ApplyUnderRequestsAsync(cloud, "tip");
    }

    // Checks the descriptors as scripts/build does, which would also replace the zips of these tests.
    private static async Task CheckAsync(Checkout checkout) =>
        (await checkout.RunAsync(
            "python3", checkout.PathOf("scripts/tools"), "descriptors", "--copies", checkout.PathOf($"artifacts/{RuntimeInformation.RuntimeIdentifier}")))
        .Succeeded();

    private static async Task ApplyUnderRequestsAsync(Cloud cloud, string function)
    {
        var traffic = new Traffic(cloud.Http, "Prod/tip");
        var apply = await cloud.TerraformAsync("apply", "-input=false", "-no-color", "-auto-approve");
        var after = await cloud.Http.GetStringAsync("Prod/tip");
        var answers = await traffic.StopAsync();

        apply.Succeeded();
        Assert.That(after, Is.EqualTo(function), "the function that the route invokes now");
        Assert.That(answers.Keys, Has.All.StartsWith("200 "));
    }

    // The messages in a range that none of the functions has logged.
    private static async Task<string> MissingAsync(Cloud cloud, int first, int end, params string[] functions) =>
        (await cloud.PythonAsync("scripts/tests/Checkouts/missing_numbers.py", [$"{first}", $"{end}", .. functions])).Trim();

    private static async Task<JsonNode> ReadAsync(Checkout checkout, string function) =>
        JsonNode.Parse(await File.ReadAllTextAsync(checkout.PathOf($"functions/{function}/function.json")))!;

    private static Task WriteAsync(Checkout checkout, string function, JsonNode descriptor) =>
        File.WriteAllTextAsync(checkout.PathOf($"functions/{function}/function.json"), descriptor.ToJsonString());

    [Test]
    public async Task A_port_that_is_taken_is_named_before_anything_is_built()
    {
        using var cloud = new Cloud(Repository.Root);
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, cloud.Port + 1);
        taken.Start();

        var up = await cloud.UpAsync();

        Assert.That(up.ExitCode, Is.Not.Zero);
        Assert.That(up.Output, Does.Contain($"port {cloud.Port + 1} is in use").And.Contain("--port").And.Not.Contain("built"));
    }

    [Test]
    public async Task Down_says_that_there_is_nothing_to_stop()
    {
        using var cloud = new Cloud(Repository.Root);

        var down = (await cloud.DownAsync()).Succeeded();

        Assert.That(down.Output, Does.Contain("no cloud is running"));
    }

    // The copy is in another folder, but must produce the same zips.
    private static async Task SameBytesAsync(Checkout checkout)
    {
        (await Command.RunAsync(Repository.Root, Path.Combine(Repository.Root, "scripts", "build"), "hello")).Succeeded();
        foreach (var zip in Directory.EnumerateFiles(checkout.PathOf("artifacts"), "*.zip", SearchOption.AllDirectories))
        {
            var original = Path.Combine(Repository.Root, Path.GetRelativePath(checkout.Root, zip));
            Assert.That(await File.ReadAllBytesAsync(zip), Is.EqualTo(await File.ReadAllBytesAsync(original)), zip);
        }
    }

    [GeneratedRegex("number [0-9]+\\.")]
    private static partial Regex Number();
}
