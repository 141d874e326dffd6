using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Quickchange.Watcher.Compiling;

/// <summary>The options in .editorconfig files and those that MSBuild generates, for source generators.</summary>
internal sealed class EditorConfiguration : AnalyzerConfigOptionsProvider
{
    private static readonly Options None = new(ImmutableDictionary<string, string>.Empty);

    private readonly AnalyzerConfigSet _files;

    public EditorConfiguration(IEnumerable<string> files)
    {
        _files = AnalyzerConfigSet.Create(files.Select(static file => AnalyzerConfig.Parse(File.ReadAllText(file), file)).ToImmutableArray());
        GlobalOptions = new Options(_files.GlobalConfigOptions.AnalyzerOptions);
    }

    public override AnalyzerConfigOptions GlobalOptions { get; }

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => Of(tree.FilePath);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => Of(textFile.Path);

    // What a generator adds has no path that an .editorconfig could name.
    private Options Of(string path) => Path.IsPathRooted(path) ? new(_files.GetOptionsForSourcePath(path).AnalyzerOptions) : None;

    private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);

        public override IEnumerable<string> Keys => values.Keys;
    }
}
