namespace Quickchange.LocalCloud.Compute;

/// <summary>Describes how a process ended, in Lambda's words.</summary>
internal static class ProcessEnd
{
    /// <summary>The exit code of a process that SIGKILL ended.</summary>
    public const int Killed = 128 + 9;

    /// <param name="exitCode">The exit code in a shell: for a signal, 128 plus its number.</param>
    public static string Describe(int exitCode) => exitCode switch
    {
        0 => "Runtime exited without providing a reason",
        128 + 1 => "Runtime exited with error: signal: hangup",
        128 + 2 => "Runtime exited with error: signal: interrupt",
        128 + 4 => "Runtime exited with error: signal: illegal instruction",
        128 + 6 => "Runtime exited with error: signal: aborted",
        128 + 7 => "Runtime exited with error: signal: bus error",
        128 + 8 => "Runtime exited with error: signal: floating point exception",
        Killed => "Runtime exited with error: signal: killed",
        128 + 11 => "Runtime exited with error: signal: segmentation fault",
        128 + 13 => "Runtime exited with error: signal: broken pipe",
        128 + 15 => "Runtime exited with error: signal: terminated",
        _ => $"Runtime exited with error: exit status {exitCode}",
    };
}
