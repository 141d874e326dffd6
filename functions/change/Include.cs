namespace Quickchange.Change;

/// <summary>What change may be made with beside coins.</summary>
internal enum Include
{
    Notes,
}
