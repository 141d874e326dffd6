using System.Runtime.InteropServices;
using Amazon.Lambda.RuntimeSupport.Api;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>Standard output without System.Console, whose setup would slow down a cold start.</summary>
internal static unsafe class StandardOutput
{
    /// <summary>Writes all bytes. A closed output doesn't fail the invocation.</summary>
    public static void Write(byte[] bytes)
    {
        fixed (byte* start = bytes)
        {
            for (nint written = 0; written < bytes.Length;)
            {
                var count = LibC.Write(1, start + written, (nuint)(bytes.Length - written));
                if (count > 0)
                {
                    written += count;
                }
                else if (Marshal.GetLastPInvokeError() != LibC.Interrupted)
                {
                    return;
                }
            }
        }
    }
}
