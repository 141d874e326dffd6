namespace Quickchange.Change;

/// <summary>What to make change with in addition to coins.</summary>
internal enum Include
{
    Notes,
}
