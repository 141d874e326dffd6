namespace Quickchange.Worker;

/// <summary>Counts the results of the messages in a batch. Thread-safe.</summary>
internal sealed class Tally
{
    private int _written;
    private int _duplicates;
    private int _conflicts;

    public int Written => _written;

    public int Duplicates => _duplicates;

    public int Conflicts => _conflicts;

    public void CountWritten() => Interlocked.Increment(ref _written);

    public void CountDuplicate() => Interlocked.Increment(ref _duplicates);

    public void CountConflict() => Interlocked.Increment(ref _conflicts);
}
