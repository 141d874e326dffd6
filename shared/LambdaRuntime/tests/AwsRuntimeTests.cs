using Quickchange.Testing;

namespace Amazon.Lambda.Tests;

/// <summary>Tests that functions build on AWS's packages as they do on this library.</summary>
[Category("e2e")]
public class AwsRuntimeTests
{
    private string _scratch = "";
    private string _feed = "";

    private static string Root { get; } = RepositoryRoot.Find();

    private static IEnumerable<string> Projects =>
        Directory.EnumerateDirectories(Path.Combine(Root, "functions"))
            .SelectMany(function => Directory.EnumerateFiles(function, "*.csproj"));

    [OneTimeSetUp]
    public void PackStubs()
    {
        _scratch = Directory.CreateTempSubdirectory("quickchange-").FullName;
        _feed = Directory.CreateDirectory(Path.Combine(_scratch, "feed")).FullName;
        UpstreamStubs.PackInto(_feed, _scratch);
    }

    [OneTimeTearDown]
    public void DeleteStubs() => Directory.Delete(_scratch, recursive: true);

    [Test]
    public void Every_function_builds_with_LambdaRuntime_aws()
    {
        // All at once, so that shared projects are restored and compiled only once.
        var solution = Path.Combine(_scratch, "Functions.slnx");
        UpstreamStubs.WriteSolution(solution, Projects);

        Build("every", solution, "-p:LambdaRuntime=aws");

        Assert.That(
            Directory.EnumerateFiles(Path.Combine(_scratch, "every"), "Amazon.Lambda.RuntimeSupport.dll", SearchOption.AllDirectories).Count(),
            Is.EqualTo(Projects.Count()), "each function's output has the package's assembly");
    }

    [Test]
    public void A_package_that_is_built_on_Amazon_Lambda_is_refused_with_what_to_do()
    {
        var reference = Path.Combine(_scratch, "reference.targets");
        File.WriteAllText(
            reference, """<Project><ItemGroup><PackageReference Include="Amazon.Lambda.Core" /></ItemGroup></Project>""");

        Assert.That(
            // Otherwise, the lock file would reject the new package first.
            () => Build("refused", "functions/hello/Hello.csproj", $"-p:CustomAfterMicrosoftCommonTargets={reference}", "-p:UsePackageLock=false"),
            Throws.InvalidOperationException.With.Message.Contains("build with LambdaRuntime=aws"));
    }

    // Separate folders, so that a stub doesn't get into other packages or builds.
    private void Build(string folder, string project, params string[] properties) => UpstreamStubs.Run(
        Root, ["env", $"NUGET_PACKAGES={_scratch}/packages", "dotnet", "build", project, "--nologo",
        .. properties, $"-p:ArtifactsPath={_scratch}/{folder}", $"-p:RestoreAdditionalProjectSources={_feed}",
        "-p:PublishAot=false", "-p:RunAnalyzers=false", "-nodeReuse:false"]);
}
