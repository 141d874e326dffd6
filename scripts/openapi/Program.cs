using System.Text.Encodings.Web;
using System.Text.Json;
using Quickchange.OpenApi;

if (args.Length != 4)
{
    await Console.Error.WriteLineAsync("Usage: OpenApiDocument FUNCTIONS-FOLDER BUILT-ASSEMBLIES-FOLDER KIND-OF-BUILD DOCUMENT");
    return 2;
}

try
{
    var document = Document.Of(Function.All(args[0], args[1], args[2]), Path.Combine(args[0], "info.json"));
    var options = new JsonSerializerOptions { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    // Written under another name and then moved, so that a reader never sees an incomplete document.
    var partial = $"{args[3]}.partial";
    await File.WriteAllTextAsync(partial, document.ToJsonString(options) + "\n");
    File.Move(partial, args[3], overwrite: true);
    return 0;
}
catch (MistakeException mistake)
{
    await Console.Error.WriteLineAsync(mistake.Message);
    return 1;
}
