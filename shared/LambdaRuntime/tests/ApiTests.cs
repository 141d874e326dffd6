using System.Reflection;
using Amazon.Lambda.RuntimeSupport;

namespace Amazon.Lambda.Tests;

/// <summary>
/// Compares the public API with that of AWS's packages: Upstream/ contains their declarations of the types that this library
/// covers. Sources that compile against one then compile against the other.
/// </summary>
public class ApiTests
{
    // Members that only AWS's types have, each with the reason.
    private static readonly string[] NotCovered =
    [
        // This runtime doesn't use HttpClient.
        "Amazon.Lambda.RuntimeSupport.LambdaBootstrap(HttpClient httpClient, ",
        "HttpClient Amazon.Lambda.RuntimeSupport.LambdaBootstrap.ConstructHttpClient()",
        "LambdaBootstrapBuilder Amazon.Lambda.RuntimeSupport.LambdaBootstrapBuilder.UseHttpClient(HttpClient httpClient)",
    ];

    // Members that only these types have, because the generated code of a function's context needs them.
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

    // Each type and each externally visible member, with its signature and parameter names.
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

    // A finalizer or an override of Object is not part of the API.
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
