namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>
/// The cloud that the end-to-end tests of this namespace share. Fixtures that don't change it are parallelizable, because they
/// mostly wait.
/// </summary>
[SetUpFixture]
[Parallelizable]
public class SharedCloud
{
    internal static Cloud Cloud { get; private set; } = null!;

    /// <summary>What Terraform would change right after it was applied.</summary>
    internal static Command PlanAfterUp { get; private set; } = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Cloud = new(Repository.Root);
        (await Cloud.UpAsync()).Succeeded();
        PlanAfterUp = await Cloud.TerraformAsync("plan", "-input=false", "-no-color", "-detailed-exitcode");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await Cloud.DownAsync();
        Cloud.Dispose();
    }
}
