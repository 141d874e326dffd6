using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;

namespace Quickchange.OpenApi;

/// <summary>The types in a function's assembly, with their documentation comments.</summary>
internal sealed class FunctionTypes(Assembly assembly, XDocument comments)
{
    /// <param name="file">The assembly, with its dependencies and documentation file in the same folder.</param>
    public static FunctionTypes Load(string file)
    {
        var path = Path.GetFullPath(file);
        var context = new AssemblyLoadContext(path);
        context.Resolving += (_, name) =>
        {
            var beside = Path.Combine(Path.GetDirectoryName(path)!, $"{name.Name}.dll");
            return File.Exists(beside) ? context.LoadFromAssemblyPath(beside) : null;
        };
        return new(context.LoadFromAssemblyPath(path), XDocument.Load(Path.ChangeExtension(path, ".xml")));
    }

    /// <returns>Null unless there is exactly one type with this name.</returns>
    public Type? Find(string name) => assembly.GetTypes().Where(type => type.Name == name).ToArray() is [var only] ? only : null;

    /// <summary>The documentation of a type or a property; in a record, the documentation of the property's parameter.</summary>
    public string? DocumentationOf(Type type, string? property = null)
    {
        var ofType = Comment($"T:{type.FullName}");
        var parameter = ofType?.Elements("param").FirstOrDefault(each => (string?)each.Attribute("name") == property);
        return Text(parameter ?? (property is null ? ofType : Comment($"P:{type.FullName}.{property}"))?.Element("summary"));
    }

    private XElement? Comment(string member) =>
        comments.Descendants("member").FirstOrDefault(each => (string?)each.Attribute("name") == member);

    private static string? Text(XElement? element) =>
        element is null ? null : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
