using System.Text.Json.Nodes;

namespace Quickchange.Scripts.Tests.Checkouts.Watching;

/// <summary>
/// The function <c>hello</c> of a checkout, with other sources: it answers a request with JSON that shows what was compiled into it, and
/// prints the event that it receives otherwise.
/// </summary>
/// <param name="checkout">The checkout.</param>
internal sealed class WatchedFunction(Checkout checkout)
{
    public const string Name = "hello";

    public const string Handler = $"functions/{Name}/HelloHandler.cs";

    public const string Main = $"functions/{Name}/Program.cs";

    public const string Context = $"functions/{Name}/HelloJsonContext.cs";

    public const string Added = $"functions/{Name}/Added.cs";

    public const string Project = $"functions/{Name}/Hello.csproj";

    public const string SharedSource = "shared/Http/Watched.cs";

    public const string Library = "shared/LambdaRuntime/Core/Watched.cs";

    private static readonly Dictionary<string, string> Sources = new()
    {
        [Main] = """
            using Amazon.Lambda.RuntimeSupport;
            using Quickchange.Hello;

            var statement = "statement 0";
            var handler = new HelloHandler(statement);
            await LambdaBootstrapBuilder.Create(handler.Handle).Build().RunAsync();
            """,
        [Handler] = """
            using System.Text.Json;
            using Amazon.Lambda.Core;
            using Quickchange.Http;

            namespace Quickchange.Hello;

            public sealed class HelloHandler(string statement)
            {
            #if SHOWN
                private const string Constant = "constant 1";
            #else
                private const string Constant = "constant 0";
            #endif

                public Stream Handle(Stream input, ILambdaContext context)
                {
                    using var reader = new StreamReader(input);
                    var read = reader.ReadToEnd();
                    if (!read.Contains("\"routeKey\""))
                    {
                        Console.WriteLine($"{Body()} received {read}");
                    }

                    var answer = new HelloAnswer(Body(), Lambda(), Signature(1), statement, WatchedSource.Text(), WatchedLibrary.Text(), Constant, Environment.GetEnvironmentVariable("ADDED"));
                    return new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(answer, HelloJsonContext.Default.HelloAnswer));
                }

                private static string Body() => "body 0";

                private static string Lambda()
                {
                    var numbers = new[] { 0 };
                    return string.Concat(numbers.Select(number => $"lambda {number + 0}"));
                }

                private static int Exit()
                {
                    Environment.Exit(3);
                    return 0;
                }

                private static string Signature(int number) => $"signature {number} of one";
            }
            """,
        [Context] = """
            using System.Text.Json.Serialization;

            namespace Quickchange.Hello;

            public sealed record HelloAnswer(string Body, string Lambda, string Signature, string Statement, string Source, string Library, string Constant, string? Added);

            [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
            [JsonSerializable(typeof(HelloAnswer))]
            public sealed partial class HelloJsonContext : JsonSerializerContext;
            """,
        [SharedSource] = """
            namespace Quickchange.Http;

            public static class WatchedSource
            {
                public static string Text() => "source 0";
            }
            """,
        [Library] = """
            namespace Amazon.Lambda.Core;

            public static class WatchedLibrary
            {
                public static string Text() => "library 0";
            }
            """,
    };

    /// <summary>Lets it receive messages, files and schedules, before it is deployed, and be as large as these sources make it.</summary>
    public void AddEvents()
    {
        Change($"functions/{Name}/function.json", static descriptor =>
        {
            descriptor["queue"] = new JsonObject { ["name"] = Name };
            descriptor["upload"] = new JsonObject { ["prefix"] = $"{Name}/", ["suffix"] = ".txt" };
            descriptor["schedule"] = new JsonObject { ["expression"] = "cron(0 0 1 1 ? *)" };
        });
        Change("functions/budgets.json", static budgets => budgets["functions"]!.AsObject().Remove(Name));
    }

    /// <summary>Replaces its sources, after it was deployed.</summary>
    public void ReplaceSources()
    {
        foreach (var file in Directory.EnumerateFiles(checkout.PathOf($"functions/{Name}"), "*.cs"))
        {
            File.Delete(file);
        }

        foreach (var (file, text) in Sources)
        {
            File.WriteAllText(checkout.PathOf(file), text);
        }
    }

    private void Change(string name, Action<JsonNode> change)
    {
        var file = checkout.PathOf(name);
        var content = JsonNode.Parse(File.ReadAllText(file))!;
        change(content);
        File.WriteAllText(file, content.ToJsonString());
    }
}
