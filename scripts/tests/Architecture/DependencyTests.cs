namespace Quickchange.Scripts.Tests.Architecture;

/// <summary>Tests the dependencies: functions may depend on libraries, but libraries and tools on nothing of ours.</summary>
[Parallelizable(ParallelScope.Children)]
public class DependencyTests
{
    private static IEnumerable<string> Functions => Repository.Functions;

    private static IEnumerable<string> WithoutPermissions => Functions.Where(static function => !Repository.Built.CallsAws(function));

    private static IEnumerable<string> Independent => Libraries.Where(IsIndependent);

    private static IEnumerable<string> Dependent => Libraries.Where(static library => !IsIndependent(library));

    private static IEnumerable<string> Libraries =>
        Repository.FoldersIn("shared").Where(static folder => folder != "native").Select(static folder => $"shared/{folder}");

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
            .Select(other => $"Quickchange.{string.Concat(other.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))}");

        Assert.That(LinesWith($"functions/{function}", "*.cs", [.. others.SelectMany(static other => new[] { $"using {other};", $"{other}." })]), Is.Empty);
    }

    [TestCaseSource(nameof(WithoutPermissions))]
    public void A_function_links_AWSs_clients_only_if_its_descriptor_has_permissions(string function)
    {
        var linked = Project.PackageAssembliesOf($"functions/{function}")
            .Where(assembly => assembly.StartsWith("AWSSDK", StringComparison.Ordinal));

        Assert.That(linked, Is.Empty);
    }

    [TestCaseSource(nameof(Independent))]
    public void A_shared_library_depends_on_nothing(string library)
    {
        var project = Project.In(library);

        Assert.Multiple(() =>
        {
            Assert.That(project.Projects, Is.Empty);
            Assert.That(project.Packages, Is.Empty);
        });
    }

    [TestCaseSource(nameof(Dependent))]
    public void A_shared_library_refers_to_one_other_alone(string library) =>
        Assert.That(
            Project.In(library).Projects,
            Is.EqualTo([library is "shared/Pipeline" or "shared/Vision" ? "shared/Algorithms/Algorithms.csproj" : "shared/LambdaRuntime/LambdaRuntime.csproj"]));

    [TestCaseSource(nameof(Tools))]
    public void A_tool_refers_to_no_function_and_no_library_of_theirs(string tool) =>
        Assert.That(
            Project.In(tool).Projects,
            Has.None.StartsWith("functions/").And.None.StartsWith("shared/"));

    [Test]
    public void Terraform_reads_no_code_but_descriptors_and_zips() =>
        Assert.That(LinesWith("terraform", "*.tf", "/../shared", "/../scripts", ".csproj"), Is.Empty);

    private static bool IsIndependent(string library) => library is "shared/Algorithms" or "shared/LambdaRuntime";

    private static IEnumerable<string> LinesWith(string folder, string pattern, params string[] words) =>
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), pattern, SearchOption.AllDirectories)
        where !file.Contains("/.terraform/", StringComparison.Ordinal)
        from line in File.ReadLines(file)
        where words.Any(word => line.Contains(word, StringComparison.Ordinal))
        select $"{Path.GetRelativePath(Repository.Root, file)}: {line.Trim()}";
}
