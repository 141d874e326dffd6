using System.Xml.Linq;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Architecture;

/// <summary>Quickchange.slnx, which editors and <c>dotnet restore</c> use, lists every project.</summary>
[Parallelizable]
public class SolutionTests
{
    [Test]
    public async Task The_solution_has_every_project_of_the_repository()
    {
        var listed = (await Command.RunAsync(
            Repository.Root, "git", "ls-files", "--cached", "--others", "--exclude-standard", "*.csproj")).Succeeded().Output;
        var projects = listed.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(static project => File.Exists(Path.Combine(Repository.Root, project)));

        Assert.That(ProjectsOf(Path.Combine(Repository.Root, "Quickchange.slnx")), Is.EquivalentTo(projects));
    }

    internal static IEnumerable<string> ProjectsOf(string solution) =>
        XDocument.Load(solution).Descendants("Project").Select(static project => project.Attribute("Path")!.Value);
}
