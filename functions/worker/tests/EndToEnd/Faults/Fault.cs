namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>The faults of AWS calls.</summary>
internal enum Fault
{
    None,

    /// <summary>The service does nothing, and answers that it can't be reached now.</summary>
    Refused,

    /// <summary>The service does as it is asked, but the connection breaks before it has answered.</summary>
    AnswerLost,
}
