namespace Quickchange.Watcher;

/// <summary>What a file is for the watched functions.</summary>
internal enum InputKind
{
    /// <summary>No input.</summary>
    None,

    /// <summary>Packages, properties or targets: to evaluate and restore again.</summary>
    Project,

    /// <summary>A file that comes or goes, or that isn't C#: to evaluate again.</summary>
    List,

    /// <summary>C# that a watched function compiles.</summary>
    Source,

    /// <summary>C# that no watched function compiles.</summary>
    Unused,

    /// <summary>A data file in a zip.</summary>
    Data,

    /// <summary>A descriptor, which Terraform deploys.</summary>
    Descriptor,
}
