using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Checkouts;

/// <summary>Tests scripts/deploy, and the workflows that call it, on a cloud with one function.</summary>
[Category("e2e")]
[Parallelizable]
public sealed class DeploymentTests
{
    private Checkout _checkout = null!;
    private Cloud _cloud = null!;
    private Workflow _workflow = null!;

    private string Zip => _checkout.PathOf($"artifacts/{RuntimeInformation.RuntimeIdentifier}/hello.zip");

    [OneTimeSetUp]
    public async Task Start()
    {
        _checkout = await Checkout.CreateAsync("hello");
        _cloud = new(_checkout.Root);
        _workflow = new(_cloud, _checkout.Root, Directory.CreateDirectory(_checkout.PathOf("artifacts/workflow")).FullName);
        await CommitAsync();
        (await _cloud.UpAsync()).Succeeded();
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _cloud.DownAsync();
        _cloud.Dispose();
        _checkout.Dispose();
    }

    // Each step continues with what the previous one deployed. scripts/build would replace the zips of these tests, which a plan uses
    // as they are.
    [Test]
    public async Task What_is_merged_is_deployed_one_at_a_time_or_taken_back_and_drift_is_found()
    {
        await GoOnFromWhatUpHasDeployedAsync();
        await TakeBackWhatFailsItsSmokeTestAsync();
        await RemoveALockThatWasLeftAsync();
        await DeployTwiceAtOnceAsync();
        await PublishWhatAFailedUploadHasLeftAsync();
        await DeployWhatWasMergedAsync();
        await FindWhatWasChangedBehindTerraformsBackAsync();
    }

    private async Task GoOnFromWhatUpHasDeployedAsync()
    {
        var deploy = (await DeployAsync("--yes")).Succeeded();

        Assert.That(deploy.Output, Does.Contain("applying terraform/bootstrap"));
        Assert.That(deploy.Output, Does.Contain("Plan: 0 to add").And.Contain("0 to destroy"));
        Assert.That(deploy.Output, Does.Contain("GET /hello: 1 call").And.Contain($"GET {_cloud.Http.BaseAddress}Prod/hello"));
    }

    private async Task TakeBackWhatFailsItsSmokeTestAsync()
    {
        var before = await LiveVersionAsync();
        await File.WriteAllBytesAsync(Zip, FunctionZip.Of("say", """{"statusCode":418,"body":"bad"}"""));
        (await DeployAsync("--plan", "artifacts/bad")).Succeeded();

        var deploy = await DeployAsync("--apply", "artifacts/bad", "--yes");

        Assert.That(deploy.ExitCode, Is.EqualTo(1));
        Assert.That(deploy.Output, Does.Contain("GET /hello: no example: answered 418").And.Contain("The release was rolled back"));
        using var served = await _cloud.Http.GetAsync("Prod/hello");
        Assert.That((int)served.StatusCode, Is.EqualTo(200));
        Assert.That(await LiveVersionAsync(), Is.EqualTo(before));
        var state = await _cloud.TerraformAsync("output", "-json", "live_versions");
        Assert.That(state.Output, Does.Contain($"\"hello\":\"{before}\""), "Terraform's state says so too");
    }

    private async Task RemoveALockThatWasLeftAsync()
    {
        const string Lock = """{"ID":"1d0c3b1e-0000-4000-8000-000000000000","Operation":"OperationTypeApply","Who":"somebody@elsewhere","Created":"2026-01-02T03:04:05Z"}""";
        await _cloud.AwsAsync("s3", "put_object", new { Cloud.TerraformState.Bucket, Key = $"{Cloud.TerraformState.Key}.tflock", Body = Lock });

        var refused = await DeployAsync("--yes", "--wait", "0s");

        Assert.That(refused.ExitCode, Is.EqualTo(1));
        Assert.That(refused.Output, Does.Contain("another deployment to local holds the lock: somebody@elsewhere, since 2026-01-02"));
        Assert.That(refused.Output, Does.Contain("scripts/deploy local --unlock 1d0c3b1e-0000-4000-8000-000000000000"));
        (await DeployAsync("--unlock", "1d0c3b1e-0000-4000-8000-000000000000")).Succeeded();
    }

    private async Task DeployTwiceAtOnceAsync()
    {
        await File.WriteAllBytesAsync(Zip, FunctionZip.Of("say", """{"release":"good"}"""));
        (await DeployAsync("--plan", "artifacts/earlier")).Succeeded();
        (await DeployAsync("--plan", "artifacts/good")).Succeeded();

        var both = await Task.WhenAll(DeployAsync("--apply", "artifacts/good", "--yes"), DeployAsync("--plan", "artifacts/later"));
        var late = await DeployAsync("--apply", "artifacts/earlier", "--yes");

        Assert.That(both.Select(each => each.Succeeded().ExitCode), Is.All.Zero);
        Assert.That(await _cloud.Http.GetStringAsync("Prod/hello"), Does.Contain("good"));
        Assert.That(late.ExitCode, Is.EqualTo(1));
        Assert.That(late.Output, Does.Contain("another deployment to local took place after this plan was made"));
    }

    private async Task PublishWhatAFailedUploadHasLeftAsync()
    {
        // Terraform's provider writes this to the state after a failed upload.
        var zip = FunctionZip.Of("say", """{"release":"better"}""");
        await File.WriteAllBytesAsync(Zip, zip);
        await _cloud.PythonAsync("scripts/tests/Checkouts/believe_code.py", Convert.ToBase64String(SHA256.HashData(zip)));

        var plan = (await DeployAsync("--plan", "artifacts/left")).Succeeded();
        var deploy = (await DeployAsync("--apply", "artifacts/left", "--yes")).Succeeded();

        Assert.That(plan.Output, Does.Contain("No changes.").And.Contain("An earlier deployment was interrupted"));
        Assert.That(deploy.Output, Does.Contain("an earlier deployment was interrupted before these functions served their new code: hello"));
        Assert.That(await _cloud.Http.GetStringAsync("Prod/hello"), Does.Contain("better"));
    }

    private async Task DeployWhatWasMergedAsync()
    {
        var output = await _workflow.RunAsync("deploy.yml", "build", "dev");

        Assert.That(output, Does.Contain("built for linux-").And.Contain("Apply complete!").And.Contain("deployed to local:"));
        Assert.That(await _cloud.Http.GetStringAsync("Prod/hello"), Does.Not.Contain("better"));
        Assert.That(_workflow.Summary, Does.Contain("| hello |").And.Contain($"| `GET /hello` | {_cloud.Http.BaseAddress}Prod/hello |"));
    }

    private async Task FindWhatWasChangedBehindTerraformsBackAsync()
    {
        Assert.That(await _workflow.RunAsync("drift.yml", "drift"), Does.Contain("local matches main"));
        await _cloud.AwsAsync("logs", "put_retention_policy", new { logGroupName = $"/aws/lambda/{Cloud.Prefix}-hello", retentionInDays = 1 });

        var output = await _workflow.RunAsync("drift.yml", "drift");

        Assert.That(output, Does.Contain("local differs from main").And.Contain("retention_in_days = 1 -> 30"));
        Assert.That(_workflow.CallsOfGh, Has.Length.EqualTo(1));
        Assert.That(_workflow.CallsOfGh[0], Does.StartWith("issue create --title local differs from main --body-file "));
    }

    private Task<Command> DeployAsync(params string[] words) =>
        _checkout.RunAsync(["scripts/deploy", "local", "--port", $"{_cloud.Port}", .. words]);

    private async Task<string> LiveVersionAsync()
    {
        var alias = await _cloud.AwsAsync("lambda", "get_alias", new { FunctionName = $"{Cloud.Prefix}-hello", Name = "live" });
        return (string)alias["FunctionVersion"]!;
    }

    private async Task CommitAsync()
    {
        (await _checkout.RunAsync("git", "add", "--all")).Succeeded();
        (await _checkout.RunAsync("git", "-c", "user.name=test", "-c", "user.email=test@example.org", "commit", "--quiet", "--message", "A release")).Succeeded();
    }
}
