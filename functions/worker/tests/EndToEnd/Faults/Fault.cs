namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>The faults of AWS calls.</summary>
internal enum Fault
{
    None,

    /// <summary>The service does nothing, and answers that it is unavailable.</summary>
    Refused,

    /// <summary>The service executes the call, but the connection breaks before it answers.</summary>
    AnswerLost,
}
