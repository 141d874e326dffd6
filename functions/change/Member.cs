namespace Quickchange.Change;

/// <summary>A member of a request. Its text is made only for a message: most requests need none.</summary>
/// <param name="Name">Such as <c>till</c>.</param>
/// <param name="Inner">A name in it that the caller chose, such as <c>quarters</c>.</param>
internal readonly record struct Member(string Name, string? Inner = null)
{
    public static implicit operator Member(string name) => new(name);

    /// <summary>Such as <c>till.quarters</c>; a long inner name is shortened.</summary>
    public string Text => Inner is null ? Name : $"{Name}.{Change.Text.Shorten(Inner)}";
}
