using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Api;

/// <summary>
/// What the Runtime API says of an invocation beside its event
/// (<see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html#runtimes-api-next">next invocation</see>).
/// Values are UTF-8.
/// </summary>
internal sealed class InvocationHeaders
{
    private static ReadOnlySpan<byte> Prefix => "Lambda-Runtime-"u8;

    public string? RequestId { get; private set; }

    public string? DeadlineMs { get; private set; }

    public string? FunctionArn { get; private set; }

    public string? TraceId { get; private set; }

    public string? ClientContext { get; private set; }

    public string? CognitoIdentity { get; private set; }

    public string? TenantId { get; private set; }

    public void Clear() =>
        RequestId = DeadlineMs = FunctionArn = TraceId = ClientContext = CognitoIdentity = TenantId = null;

    /// <summary>Whether the header is one of these.</summary>
    public bool TryAdd(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.Length <= Prefix.Length || !Ascii.EqualsIgnoreCase(name[..Prefix.Length], Prefix))
        {
            return false;
        }

        name = name[Prefix.Length..];
        var text = Encoding.UTF8.GetString(value);
        if (Ascii.EqualsIgnoreCase(name, "Aws-Request-Id"u8))
        {
            RequestId = text;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Deadline-Ms"u8))
        {
            DeadlineMs = text;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Invoked-Function-Arn"u8))
        {
            FunctionArn = text;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Trace-Id"u8))
        {
            TraceId = text;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Client-Context"u8))
        {
            ClientContext = text;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Cognito-Identity"u8))
        {
            CognitoIdentity = text;
        }
        else if (Ascii.EqualsIgnoreCase(name, "Aws-Tenant-Id"u8))
        {
            TenantId = text;
        }

        return true;
    }
}
