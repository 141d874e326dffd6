namespace Quickchange.Change;

/// <summary>A request's member, as messages name it; most requests are served without a message.</summary>
/// <param name="Name">Such as <c>till</c>.</param>
/// <param name="Inner">A name in it that the caller chose, such as <c>quarters</c>.</param>
internal readonly record struct Member(string Name, string? Inner = null)
{
    public static implicit operator Member(string name) => new(name);

    /// <summary><c>till.quarters</c>, a long name shortened.</summary>
    public string Text => Inner is null ? Name : $"{Name}.{Change.Text.Shorten(Inner)}";
}
