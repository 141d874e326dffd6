namespace Quickchange.Upload.Tests;

/// <summary>A context with just enough time for a number of rows.</summary>
internal sealed class FewRowsContext(int rows) : TestLambdaContext
{
    // The first call determines when the invocation ends.
    private int _questions = -1;

    public override TimeSpan RemainingTime => TimeSpan.FromSeconds(_questions++ < rows ? 60 : 1);
}
