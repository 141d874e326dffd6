using System.Runtime.InteropServices;

namespace Quickchange.Authorizer.DynamoDb;

/// <summary>
/// The functions of OpenSSL 3 that a client needs (<see href="https://docs.openssl.org/3.0/man7/ssl/">ssl</see>), found in the
/// library when the first connection needs them. A function that is missing is an error, never a check that is left out.
/// </summary>
internal sealed unsafe class OpenSsl
{
    // Constants of OpenSSL's headers: ssl.h, tls1.h.
    private const int VerifyPeer = 1;
    private const int SetMinimumVersion = 123;
    private const int SetServerName = 55;
    private const int HostName = 0;
    private const nint Tls12 = 0x0303;

    private readonly delegate* unmanaged<nint, nint> _newSession;
    private readonly delegate* unmanaged<nint, void> _freeSession;
    private readonly delegate* unmanaged<nint, int, int> _setSocket;
    private readonly delegate* unmanaged<nint, int, nint, byte*, nint> _control;
    private readonly delegate* unmanaged<nint, byte*, int> _setHost;
    private readonly delegate* unmanaged<nint, nint> _parameters;
    private readonly delegate* unmanaged<nint, byte*, int> _setAddress;
    private readonly delegate* unmanaged<nint, int> _connect;
    private readonly delegate* unmanaged<nint, nint> _verifyResult;
    private readonly delegate* unmanaged<nint, byte*, int, int> _write;
    private readonly delegate* unmanaged<nint, byte*, int, int> _read;
    private readonly delegate* unmanaged<nuint> _error;
    private readonly delegate* unmanaged<void> _clearErrors;
    private readonly delegate* unmanaged<nuint, byte*> _reason;
    private readonly delegate* unmanaged<nint, byte*> _verifyReason;
    private readonly nint _context;

    /// <exception cref="IOException">OpenSSL 3 isn't there, or has no trusted certificates.</exception>
    public OpenSsl()
    {
        // Of provided.al2023, and of the distributions that the local cloud supports.
        if (!NativeLibrary.TryLoad("libssl.so.3", out var ssl) || !NativeLibrary.TryLoad("libcrypto.so.3", out var crypto))
        {
            throw new IOException("OpenSSL 3 (libssl.so.3) is not installed");
        }

        try
        {
            _newSession = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(ssl, "SSL_new");
            _freeSession = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(ssl, "SSL_free");
            _setSocket = (delegate* unmanaged<nint, int, int>)NativeLibrary.GetExport(ssl, "SSL_set_fd");
            _control = (delegate* unmanaged<nint, int, nint, byte*, nint>)NativeLibrary.GetExport(ssl, "SSL_ctrl");
            _setHost = (delegate* unmanaged<nint, byte*, int>)NativeLibrary.GetExport(ssl, "SSL_set1_host");
            _parameters = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(ssl, "SSL_get0_param");
            _setAddress = (delegate* unmanaged<nint, byte*, int>)NativeLibrary.GetExport(crypto, "X509_VERIFY_PARAM_set1_ip_asc");
            _connect = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(ssl, "SSL_connect");
            _verifyResult = (delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(ssl, "SSL_get_verify_result");
            _write = (delegate* unmanaged<nint, byte*, int, int>)NativeLibrary.GetExport(ssl, "SSL_write");
            _read = (delegate* unmanaged<nint, byte*, int, int>)NativeLibrary.GetExport(ssl, "SSL_read");
            _error = (delegate* unmanaged<nuint>)NativeLibrary.GetExport(crypto, "ERR_get_error");
            _clearErrors = (delegate* unmanaged<void>)NativeLibrary.GetExport(crypto, "ERR_clear_error");
            _reason = (delegate* unmanaged<nuint, byte*>)NativeLibrary.GetExport(crypto, "ERR_reason_error_string");
            _verifyReason = (delegate* unmanaged<nint, byte*>)NativeLibrary.GetExport(crypto, "X509_verify_cert_error_string");
            _context = NewContext(ssl);
        }
        catch (EntryPointNotFoundException missing)
        {
            throw new IOException($"this OpenSSL is not usable: {missing.Message}", missing);
        }

        // OpenSSL writes to a socket without MSG_NOSIGNAL.
        _ = LibC.SetHandler(LibC.BrokenPipe, LibC.Ignore);
    }

    /// <summary>Starts a session with the server of this name, whose certificate must be valid for it.</summary>
    /// <param name="socket">A connected socket.</param>
    /// <param name="host">The server's name or address.</param>
    /// <param name="isAddress">Whether it is an address, for which certificates have another field.</param>
    /// <returns>A session, for <see cref="Free"/>.</returns>
    /// <exception cref="IOException">The server is not the one with this name, or doesn't speak TLS 1.2 or later.</exception>
    public nint Connect(int socket, string host, bool isAddress)
    {
        var session = Required(_newSession(_context), "SSL_new");
        try
        {
            var bytes = Encoded(host);
            fixed (byte* name = bytes)
            {
                Required(_setSocket(session, socket), "SSL_set_fd");
                Required(isAddress ? _setAddress(_parameters(session), name) : _setHost(session, name), "the name to verify");
                Required(isAddress ? 1 : _control(session, SetServerName, HostName, name), "the server's name");
            }

            _clearErrors();
            var connected = _connect(session);
            var verified = _verifyResult(session);
            if (connected != 1 || verified != 0)
            {
                throw new IOException($"{host} can't be verified: {(verified != 0 ? Text(_verifyReason(verified)) : Reason())}");
            }

            return session;
        }
        catch
        {
            _freeSession(session);
            throw;
        }
    }

    public void Free(nint session) => _freeSession(session);

    /// <exception cref="IOException">The connection broke.</exception>
    public void Write(nint session, ReadOnlySpan<byte> bytes)
    {
        _clearErrors();
        fixed (byte* start = bytes)
        {
            // All of it, because partial writes aren't enabled.
            if (_write(session, start, bytes.Length) != bytes.Length)
            {
                throw new IOException(Reason());
            }
        }
    }

    /// <summary>Waits for bytes.</summary>
    /// <exception cref="IOException">The connection broke or was closed, or no byte came in time.</exception>
    public int Read(nint session, Span<byte> buffer)
    {
        _clearErrors();
        fixed (byte* start = buffer)
        {
            var count = _read(session, start, buffer.Length);
            return count > 0 ? count : throw new IOException(Reason());
        }
    }

    private nint NewContext(nint ssl)
    {
        var method = ((delegate* unmanaged<nint>)NativeLibrary.GetExport(ssl, "TLS_client_method"))();
        var context = Required(((delegate* unmanaged<nint, nint>)NativeLibrary.GetExport(ssl, "SSL_CTX_new"))(method), "SSL_CTX_new");
        var control = (delegate* unmanaged<nint, int, nint, nint, nint>)NativeLibrary.GetExport(ssl, "SSL_CTX_ctrl");
        Required(control(context, SetMinimumVersion, Tls12, 0), "TLS 1.2");
        Required(((delegate* unmanaged<nint, int>)NativeLibrary.GetExport(ssl, "SSL_CTX_set_default_verify_paths"))(context), "the trusted certificates");
        ((delegate* unmanaged<nint, int, nint, void>)NativeLibrary.GetExport(ssl, "SSL_CTX_set_verify"))(context, VerifyPeer, 0);
        return context;
    }

    private nint Required(nint result, string what) => result > 0 ? result : throw new IOException($"OpenSSL refuses {what}: {Reason()}");

    // Without a reason of OpenSSL's, the socket failed.
    private string Reason() => _error() is not 0 and var code ? Text(_reason(code)) : "the connection was closed, or no byte came in time";

    private static string Text(byte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "no reason";

    private static byte[] Encoded(string text) => System.Text.Encoding.UTF8.GetBytes(text + '\0');
}
