using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Quickchange.Watcher.Compiling;

/// <summary>A file that isn't C#, for source generators.</summary>
internal sealed class AdditionalFile(string path) : AdditionalText
{
    private readonly SourceText _text = SourceFile.Read(path, SourceHashAlgorithm.Sha256);

    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
