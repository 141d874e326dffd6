namespace Quickchange.Watcher.Projects;

/// <summary>Projects that MSBuild can't evaluate or restore. The message contains its errors.</summary>
internal sealed class ProjectException(string message) : Exception(message);
