using System.Reflection;
using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests;

/// <summary>
/// The public surface, compared with that of AWS's packages: Upstream/ declares what they have for the types that this
/// library covers. A source that compiles against one then compiles against the other.
/// </summary>
public class ApiTests
{
    // What AWS's types have and these do not, each for its reason.
    private static readonly string[] NotCovered =
    [
        // HttpClient is what this runtime does without.
        "Amazon.Lambda.RuntimeSupport.LambdaBootstrap(HttpClient httpClient, ",
        "HttpClient Amazon.Lambda.RuntimeSupport.LambdaBootstrap.ConstructHttpClient()",
        "LambdaBootstrapBuilder Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.UseHttpClient(HttpClient httpClient)",
    ];

    // What these have and AWS's do not: the generated code of a function's context must see it.
    private const string Own = "Amazon.Lambda.Serialization.SystemTextJson.EventConverter`1";

    [Test]
    public void There_is_nothing_that_AWS_does_not_have() =>
        Assert.That(
            Surface(typeof(LambdaBootstrap).Assembly)
                .Where(member => !member.Contains(Own, StringComparison.Ordinal))
                .Except(Surface(UpstreamStubs.Assembly)),
            Is.Empty);

    [Test]
    public void There_is_all_that_AWS_has_but_what_is_listed() =>
        Assert.That(
            Surface(UpstreamStubs.Assembly)
                .Except(Surface(typeof(LambdaBootstrap).Assembly))
                .Where(member => !NotCovered.Any(known => member.StartsWith(known, StringComparison.Ordinal))),
            Is.Empty);

    // Each type, and each member that another assembly can see, with its signature and the names of its parameters.
    private static IEnumerable<string> Surface(Assembly assembly) =>
        assembly.GetExportedTypes().SelectMany(type => MembersOf(type).Append($"{KindOf(type)} {type.FullName}"));

    private static IEnumerable<string> MembersOf(Type type)
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in type.GetMethods(Declared).Where(IsVisible))
        {
            yield return $"{NameOf(method.ReturnType)} {type.FullName}.{method.Name}{Generics(method)}({Parameters(method)})";
        }

        foreach (var constructor in type.GetConstructors(Declared).Where(IsVisible))
        {
            yield return $"{type.FullName}({Parameters(constructor)})";
        }

        foreach (var field in type.GetFields(Declared).Where(field => field.IsPublic && field.IsStatic))
        {
            yield return $"{type.FullName}.{field.Name} = {field.GetRawConstantValue()}";
        }
    }

    // A finalizer or an override of Object is nobody's API.
    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string KindOf(Type type) =>
        type.IsInterface ? "interface" : type.IsEnum ? "enum" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class";

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(NameOf))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{NameOf(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = default" : "")}"));

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
