using System.Text.Json;

namespace Quickchange.Scripts.Tests.Architecture;

/// <summary>Who may know whom: a function its libraries, a library nothing of ours, a tool neither.</summary>
[Parallelizable(ParallelScope.Children)]
public class DependencyTests
{
    private static IEnumerable<string> Functions => Repository.Functions;

    private static IEnumerable<string> Tools =>
        Repository.FoldersIn("scripts")
            .Select(folder => $"scripts/{folder}")
            .Where(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.csproj").Any());

    [TestCaseSource(nameof(Functions))]
    public void A_function_refers_to_shared_libraries_alone(string function) =>
        Assert.That(
            Project.In($"functions/{function}").Projects,
            Is.Not.Empty.And.All.StartsWith("shared/").And.None.StartsWith("shared/Testing/"));

    [TestCaseSource(nameof(Functions))]
    public void A_function_compiles_its_own_sources_and_those_of_shared_Http(string function) =>
        Assert.That(
            Project.In($"functions/{function}").Sources.Where(source => !source.StartsWith($"functions/{function}/", StringComparison.Ordinal)),
            Is.SubsetOf(Project.In("shared/Http").Sources));

    [TestCaseSource(nameof(Functions))]
    public void A_function_does_not_name_another(string function)
    {
        var others = Functions.Where(other => other != function)
            .Select(other => $"Quickchange.{string.Concat(other.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}")
            .ToArray();

        var named =
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "functions", function), "*.cs", SearchOption.AllDirectories)
            from line in File.ReadLines(file)
            from other in others
            where line.Contains($"using {other};", StringComparison.Ordinal)
                || line.Contains($"{other}.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {line.Trim()}";

        Assert.That(named, Is.Empty);
    }

    [TestCaseSource(nameof(Functions))]
    public void A_function_links_AWSs_clients_only_if_its_descriptor_has_permissions(string function)
    {
        using var descriptor = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(Repository.Root, "functions", function, "function.json")));
        var calls = descriptor.RootElement.TryGetProperty("permissions", out var permissions) && permissions.GetArrayLength() > 0;

        var linked = Project.PackageAssembliesOf($"functions/{function}")
            .Where(assembly => assembly.StartsWith("AWSSDK", StringComparison.Ordinal));

        Assert.That(linked, calls ? Is.Not.Empty : Is.Empty);
    }

    [TestCase("shared/Algorithms")]
    [TestCase("shared/LambdaRuntime")]
    public void A_shared_library_depends_on_nothing(string library)
    {
        var project = Project.In(library);

        Assert.Multiple(() =>
        {
            Assert.That(project.Projects, Is.Empty);
            Assert.That(project.Packages, Is.Empty);
        });
    }

    [TestCase("shared/Http", "shared/LambdaRuntime/LambdaRuntime.csproj")]
    [TestCase("shared/Pipeline", "shared/Algorithms/Algorithms.csproj")]
    [TestCase("shared/Testing", "shared/LambdaRuntime/LambdaRuntime.csproj")]
    public void A_shared_library_refers_to_one_other_alone(string library, string other) =>
        Assert.That(Project.In(library).Projects, Is.EqualTo([other]));

    [TestCaseSource(nameof(Tools))]
    public void A_tool_refers_to_no_function_and_no_library_of_theirs(string tool) =>
        Assert.That(
            Project.In(tool).Projects,
            Has.None.StartsWith("functions/").And.None.StartsWith("shared/"));

    [Test]
    public void Terraform_reads_no_code_but_descriptors_and_zips()
    {
        var outside =
            from file in Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "terraform"), "*.tf", SearchOption.AllDirectories)
            where !file.Contains("/.terraform/", StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where line.Contains("/../shared", StringComparison.Ordinal)
                || line.Contains("/../scripts", StringComparison.Ordinal)
                || line.Contains(".csproj", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {line.Trim()}";

        Assert.That(outside, Is.Empty);
    }
}
