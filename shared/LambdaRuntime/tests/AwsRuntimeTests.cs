namespace Amazon.Lambda.Tests;

/// <summary>That functions build on AWS's packages as they do on this library.</summary>
[Category("e2e")]
public class AwsRuntimeTests
{
    private static string Root { get; } = FindRoot();

    private static IEnumerable<string> Functions =>
        Directory.EnumerateFiles(Path.Combine(Root, "functions"), "function.json", SearchOption.AllDirectories)
            .Select(file => Path.GetFileName(Path.GetDirectoryName(file)!));

    [Test]
    public void Every_function_builds_with_LambdaRuntime_aws()
    {
        var scratch = Directory.CreateTempSubdirectory("quickchange-").FullName;
        try
        {
            var feed = Directory.CreateDirectory(Path.Combine(scratch, "feed")).FullName;
            UpstreamStubs.PackInto(feed, scratch);

            foreach (var function in Functions)
            {
                // Folders of its own: a stub must not get into the packages or the build of anybody else.
                UpstreamStubs.Run(
                    Root, "env", $"NUGET_PACKAGES={scratch}/packages", "dotnet", "build", $"functions/{function}", "--nologo",
                    "-p:LambdaRuntime=aws", $"-p:ArtifactsPath={scratch}/artifacts", $"-p:RestoreAdditionalProjectSources={feed}",
                    "-p:PublishAot=false", "-nodeReuse:false");

            }

            Assert.That(
                Directory.EnumerateFiles(Path.Combine(scratch, "artifacts"), "Amazon.Lambda.RuntimeSupport.dll", SearchOption.AllDirectories).Count(),
                Is.EqualTo(Functions.Count()), "each function's output has the package's assembly");
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    [Test]
    public void A_package_that_is_built_on_Amazon_Lambda_is_refused_with_what_to_do()
    {
        var scratch = Directory.CreateTempSubdirectory("quickchange-").FullName;
        try
        {
            var feed = Directory.CreateDirectory(Path.Combine(scratch, "feed")).FullName;
            UpstreamStubs.PackInto(feed, scratch);
            var reference = Path.Combine(scratch, "reference.targets");
            File.WriteAllText(
                reference, """<Project><ItemGroup><PackageReference Include="Amazon.Lambda.Core" /></ItemGroup></Project>""");

            Assert.That(
                () => UpstreamStubs.Run(
                    Root, "env", $"NUGET_PACKAGES={scratch}/packages", "dotnet", "build", "functions/hello/Hello.csproj", "--nologo",
                    $"-p:ArtifactsPath={scratch}/artifacts", $"-p:RestoreAdditionalProjectSources={feed}",
                    $"-p:CustomAfterMicrosoftCommonTargets={reference}", "-p:PublishAot=false", "-nodeReuse:false"),
                Throws.InvalidOperationException.With.Message.Contains("build with LambdaRuntime=aws"));
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Quickchange.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
