using System.Xml.Linq;

namespace Quickchange.Scripts.Tests.Architecture;

/// <summary>Who may know whom, downwards only: docs/map.md draws it.</summary>
[Parallelizable]
public class ReferenceTests
{
    // What a project in a folder may refer to; the first that fits counts. All functions link shared/LambdaRuntime as well
    // (functions/Directory.Build.targets).
    private static readonly (string Folder, string[] May)[] Rules =
    [
        ("shared/Algorithms", []),
        ("shared/LambdaRuntime", []),
        ("shared/Pipeline", ["shared/Algorithms", "shared/LambdaRuntime"]),
        ("shared/Testing", ["shared/LambdaRuntime"]),
        ("functions", ["shared/Algorithms", "shared/LambdaRuntime", "shared/Pipeline"]),
        ("scripts/tests/Builds/probe", ["shared/LambdaRuntime"]),
        ("scripts", ["scripts", "shared/Testing"]),
    ];

    // What tests may know beside that, and what they test.
    private static readonly string[] OfTests = ["shared/Testing"];

    [TestCaseSource(nameof(Projects))]
    public void A_project_refers_only_to_what_its_folder_may(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var isTest = Path.GetFileName(folder) is "tests" or "benchmarks";
        var owner = isTest ? Path.GetDirectoryName(folder)! : folder;
        var rule = Rules.First(each => IsWithin(owner, each.Folder));
        string[] may = isTest ? [.. rule.May, .. OfTests, owner] : rule.May;

        Assert.That(
            ReferencesOf(project).Where(reference => !IsWithin(reference, folder) && !may.Any(each => IsWithin(reference, each)) && !(isTest && IsOfTests(reference))),
            Is.Empty,
            $"{project} may refer to {string.Join(", ", may)}");
    }

    [TestCase("functions/change/Change.csproj", "../hello/Hello.csproj")]
    [TestCase("shared/Algorithms/Algorithms.csproj", "../Pipeline/Pipeline.csproj")]
    [TestCase("shared/LambdaRuntime/LambdaRuntime.csproj", "../Algorithms/Algorithms.csproj")]
    [TestCase("functions/change/Change.csproj", "../../shared/Testing/Testing.csproj")]
    public void Upwards_and_sideways_is_not_among_it(string project, string reference)
    {
        var folder = Path.GetDirectoryName(project)!;
        var rule = Rules.First(each => IsWithin(folder, each.Folder));

        Assert.That(rule.May.Any(each => IsWithin(Resolve(folder, reference), each)), Is.False);
    }

    private static IEnumerable<string> Projects() =>
        SolutionTests.ProjectsOf(Path.Combine(Repository.Root, "Quickchange.slnx"));

    // Projects, and the single files that one shares with another.
    private static IEnumerable<string> ReferencesOf(string project) =>
        from element in XDocument.Load(Path.Combine(Repository.Root, project)).Descendants()
        where element.Name.LocalName is "ProjectReference" or "Compile" && element.Attribute("Include") is not null
        from include in element.Attribute("Include")!.Value.Split(';')
        select Resolve(Path.GetDirectoryName(project)!, include);

    // A test may share a helper of other tests.
    private static bool IsOfTests(string file) => file.Contains("/tests/", StringComparison.Ordinal);

    private static string Resolve(string folder, string include) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(include, Path.Combine(Repository.Root, folder)));

    private static bool IsWithin(string path, string folder) =>
        path == folder || path.StartsWith($"{folder}/", StringComparison.Ordinal);
}
