namespace Quickchange.Change;

/// <summary>A member of a request. Its text is created only for messages, which most requests don't need.</summary>
/// <param name="Name">The name, such as <c>till</c>.</param>
/// <param name="Inner">The caller's name inside it, such as <c>quarters</c>.</param>
internal readonly record struct Member(string Name, string? Inner = null)
{
    public static implicit operator Member(string name) => new(name);

    /// <summary>The path, such as <c>till.quarters</c>; a long inner name is shortened.</summary>
    public string Text => Inner is null ? Name : $"{Name}.{Change.Text.Shorten(Inner)}";
}
