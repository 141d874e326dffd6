namespace Quickchange.Upload.Tests;

/// <summary>Says that time suffices for a number of rows, and then that it does not.</summary>
internal sealed class FewRowsContext(int rows) : TestLambdaContext
{
    // The first question is when the invocation ends.
    private int _questions = -1;

    public override TimeSpan RemainingTime => TimeSpan.FromSeconds(_questions++ < rows ? 60 : 1);
}
