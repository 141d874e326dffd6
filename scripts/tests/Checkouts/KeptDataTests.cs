using System.Diagnostics;
using System.Text.Json.Nodes;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts;

/// <summary>Tests the commands that keep, bring back and remove a cloud's data. What they keep is tested with the emulator.</summary>
[Category("e2e")]
[Parallelizable]
public sealed class KeptDataTests
{
    private const string Parameter = "/kept/parameter";

    [Test]
    public async Task Data_comes_back_with_the_next_cloud_and_a_reset_removes_it()
    {
        using var checkout = await Checkout.CreateAsync("hello");
        using var cloud = new Cloud(checkout.Root);
        try
        {
            (await cloud.UpAsync()).Succeeded();
            await cloud.AwsAsync("ssm", "put_parameter", new { Name = Parameter, Value = "kept", Type = "String" });
            // A table that is not in Terraform.
            await cloud.AwsAsync("dynamodb", "create_table", new
            {
                TableName = "own",
                BillingMode = "PAY_PER_REQUEST",
                KeySchema = new[] { new { AttributeName = "id", KeyType = "HASH" } },
                AttributeDefinitions = new[] { new { AttributeName = "id", AttributeType = "S" } },
            });
            await cloud.AwsAsync("dynamodb", "put_item", new { TableName = "own", Item = new { id = new { S = "a" } } });

            Assert.That((await DownAsync(cloud, "--keep")).Succeeded().Output, Does.Contain("kept 1 items, 1 parameters"));
            Assert.That(cloud.Processes(), Is.Empty);
            Assert.That(
                (await cloud.UpAsync()).Succeeded().Output,
                Does.Contain("brought back 1 items, 1 parameters").And.Contain("1 items of own can't be brought back"));
            Assert.That((string)(await ParameterAsync(cloud))["Parameter"]!["Value"]!, Is.EqualTo("kept"));

            await cloud.Http.GetStringAsync("Prod/hello");
            var environment = cloud.EnvironmentsOf($"{Cloud.Prefix}-hello");
            var watch = Stopwatch.StartNew();
            // As a user's tests do.
            await using (var fixture = await Testing.LocalCloud.StartAsync(checkout.Root, $"{cloud.Port}"))
            {
                await fixture.ResetAsync();
                Assert.That(await fixture.Http.GetStringAsync("hello"), Does.Contain("hello"));
            }

            await TestContext.Out.WriteLineAsync($"reset in {watch.Elapsed.TotalSeconds:0.00} s");
            Assert.That(cloud.EnvironmentsOf($"{Cloud.Prefix}-hello"), Has.Count.EqualTo(1).And.Not.EqualTo(environment));
            Assert.That(async () => await ParameterAsync(cloud), Throws.InvalidOperationException.With.Message.Contains("ParameterNotFound"));

            Assert.That((await cloud.DownAsync()).Succeeded().Output, Does.Contain("brings back data that was kept earlier"));
            Assert.That((await DownAsync(cloud, "--keep")).Output, Does.Contain("no cloud is running"));
            Assert.That((await DownAsync(cloud, "--discard")).Succeeded().Output, Does.Contain("removed the copy"));
        }
        finally
        {
            await cloud.DownAsync();
        }
    }

    private static Task<Command> DownAsync(Cloud cloud, string option) => cloud.RunAsync("scripts/down", "--port", $"{cloud.Port}", option);

    private static Task<JsonNode> ParameterAsync(Cloud cloud) =>
        cloud.AwsAsync("ssm", "get_parameter", new { Name = Parameter });
}
