using System.Globalization;
using System.Text;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// The headers of an invocation from the Runtime API
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next">next invocation</see>).
/// Values are UTF-8.
/// </summary>
internal sealed class InvocationHeaders
{
    // In the year 9999.
    private const long LastMillisecond = 253_402_300_799_999;

    private static ReadOnlySpan<byte> Prefix => "Lambda-Runtime-"u8;

    public string? RequestId { get; private set; }

    /// <summary>When Lambda ends the invocation; null if the header is missing or malformed.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>The value of the deadline header if it is malformed.</summary>
    public string? MalformedDeadline { get; private set; }

    public string? FunctionArn { get; private set; }

    public string? TraceId { get; private set; }

    public string? ClientContext { get; private set; }

    public string? CognitoIdentity { get; private set; }

    public string? TenantId { get; private set; }

    public void Clear()
    {
        RequestId = MalformedDeadline = FunctionArn = TraceId = ClientContext = CognitoIdentity = TenantId = null;
        Deadline = null;
    }

    /// <summary>Whether the header is one of these.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.Length <= Prefix.Length || !Ascii.EqualsIgnoreCase(name[..Prefix.Length], Prefix))
        {
            return false;
        }

        name = name[Prefix.Length..];
        if (Ascii.EqualsIgnoreCase(name, "Aws-Request-Id"u8))
        {
            RequestId = Encoding.UTF8.GetString(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Deadline-Ms"u8))
        {
            SetDeadline(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Invoked-Function-Arn"u8))
        {
            FunctionArn = RepeatedStrings.Of(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Trace-Id"u8))
        {
            TraceId = Encoding.UTF8.GetString(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Client-Context"u8))
        {
            ClientContext = Encoding.UTF8.GetString(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Cognito-Identity"u8))
        {
            CognitoIdentity = Encoding.UTF8.GetString(value);
        }
        else if (Ascii.EqualsIgnoreCase(name, "Aws-Tenant-Id"u8))
        {
            TenantId = RepeatedStrings.Of(value);
        }

        return true;
    }

    private void SetDeadline(ReadOnlySpan<byte> value)
    {
        // If a header is repeated, the last value counts, as for the other headers.
        var isTime = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds <= LastMillisecond;
        Deadline = isTime ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        MalformedDeadline = isTime ? null : Encoding.UTF8.GetString(value);
    }
}
