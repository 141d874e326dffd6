namespace Quickchange.LocalCloud.Tests.Compute;

internal static class ProcessTable
{
    /// <summary>Whether a process is running; zombies don't count.</summary>
    public static bool Runs(int process)
    {
        try
        {
            // The state follows the name, which is in parentheses.
            return File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1][0] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }
}
