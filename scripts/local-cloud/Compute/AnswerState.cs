namespace Quickchange.LocalCloud.Compute;

/// <summary>The result of an answer from a runtime.</summary>
internal enum AnswerState
{
    Accepted,

    /// <summary>The invocation doesn't exist, or it has ended.</summary>
    UnknownRequest,

    /// <summary>The invocation has already been answered.</summary>
    AnsweredBefore,
}
