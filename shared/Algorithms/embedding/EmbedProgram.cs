namespace Quickchange.Algorithms.Embedding;

/// <summary>The program of scripts/embed.</summary>
internal static class EmbedProgram
{
    private const string Usage = "scripts/embed MODEL.onnx OUTPUT [--namespace NAME] [--float-weights]; see scripts/embed --help";

    public static int Main(string[] args)
    {
        var (paths, space, floatWeights) = (new List<string>(), "Quickchange.Vision", false);
        for (var index = 0; index < args.Length; index++)
        {
            switch (args[index])
            {
                case "--namespace" when index + 1 < args.Length:
                    space = args[++index];
                    break;
                case "--float-weights":
                    floatWeights = true;
                    break;
                case var word when word.StartsWith("--", StringComparison.Ordinal):
                    return Fail($"{word} is not an option, or has no value: {Usage}");
                case var path:
                    paths.Add(path);
                    break;
            }
        }

        if (paths is not [var model, var output])
        {
            return Fail(Usage);
        }

        try
        {
            var bytes = EmbeddedNetwork.From(File.ReadAllBytes(model), floatWeights);
            if (Path.GetExtension(output) == ".cs")
            {
                File.WriteAllText(output, SourceFile.Of(space, Path.GetFileNameWithoutExtension(output), Path.GetFileName(model), bytes));
            }
            else
            {
                File.WriteAllBytes(output, bytes);
            }

            Console.WriteLine($"{output}: a network of {bytes.Length:N0} bytes");
            return 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or InvalidDataException)
        {
            return Fail($"{model}: {exception.Message}");
        }
    }

    private static int Fail(string message)
    {
        Console.Error.WriteLine($"embed: {message}");
        return 1;
    }
}
