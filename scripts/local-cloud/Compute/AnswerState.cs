namespace Quickchange.LocalCloud.Compute;

/// <summary>What became of an answer that a runtime gave.</summary>
internal enum AnswerState
{
    Accepted,

    /// <summary>There is no such invocation, or it is over.</summary>
    UnknownRequest,

    /// <summary>The invocation has its answer.</summary>
    AnsweredBefore,
}
