using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Quickchange.Authorizer.DynamoDb;

namespace Quickchange.Authorizer.Tests;

/// <summary>Tests that a connection with TLS is made only to the server that it is meant for.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed partial class TlsTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _trusted = Path.GetTempFileName();
    private readonly List<X509Certificate2> _certificates = [];
    private readonly Connection _connection = new();

    public TlsTests() => _listener.Start();

    public void Dispose()
    {
        _connection.Dispose();
        _listener.Dispose();
        File.Delete(_trusted);
        _certificates.ForEach(static each => each.Dispose());
    }

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    [TestCase("localhost")]
    [TestCase("127.0.0.1")]
    public async Task A_server_with_a_trusted_certificate_for_its_name_is_talked_to(string host)
    {
        var certificate = CertificateFor(host);
        var served = ServeAsync(certificate);

        Assert.That(Exchange(host, trusted: certificate), Is.EqualTo("hello"));

        await served;
    }

    [TestCase("localhost", "other.example")]
    [TestCase("localhost", "127.0.0.1")]
    [TestCase("127.0.0.1", "localhost")]
    [TestCase("127.0.0.1", "127.0.0.2")]
    public async Task A_certificate_for_another_name_is_refused(string host, string name)
    {
        var certificate = CertificateFor(name);
        var served = ServeAsync(certificate);

        Assert.That(() => Exchange(host, trusted: certificate), Throws.TypeOf<IOException>().With.Message.Match("can't be verified: .*mismatch"));

        await served;
    }

    [Test]
    public async Task A_certificate_that_nobody_trusts_is_refused()
    {
        var certificate = CertificateFor("localhost");
        var other = CertificateFor("localhost");
        var served = ServeAsync(certificate);

        Assert.That(() => Exchange("localhost", trusted: other), Throws.TypeOf<IOException>().With.Message.Contains("can't be verified"));

        await served;
    }

    [Test]
    public async Task A_certificate_that_has_expired_is_refused()
    {
        var certificate = CertificateFor("localhost", until: -1);
        var served = ServeAsync(certificate);

        Assert.That(() => Exchange("localhost", trusted: certificate), Throws.TypeOf<IOException>().With.Message.Contains("expired"));

        await served;
    }

    [Test]
    public async Task A_server_without_TLS_is_refused()
    {
        var certificate = CertificateFor("localhost");
        var served = Task.Run(async () =>
        {
            using var client = await _listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray());
        });

        Assert.That(() => Exchange("localhost", trusted: certificate), Throws.TypeOf<IOException>());

        await served;
    }

    [Test]
    public async Task A_connection_that_was_closed_is_an_error_and_no_end_of_the_process()
    {
        var certificate = CertificateFor("localhost");
        Trust(certificate);
        var served = ServeAsync(certificate);
        _connection.Open(new("localhost", Port, true));
        _connection.Send("hello"u8);
        var buffer = new byte[100];
        Assert.That(_connection.Receive(buffer), Is.GreaterThan(0));
        await served;

        Assert.That(
            () =>
            {
                for (var sent = 0; sent < 100; sent++)
                {
                    _connection.Send(buffer);
                    Thread.Sleep(1);
                }
            },
            Throws.TypeOf<IOException>());
    }

    private string Exchange(string host, X509Certificate2 trusted)
    {
        Trust(trusted);
        _connection.Open(new(host, Port, true));
        _connection.Send("hello"u8);
        var buffer = new byte[100];
        return Encoding.UTF8.GetString(buffer, 0, _connection.Receive(buffer));
    }

    // OpenSSL reads its own environment, of which .NET has a copy.
    private void Trust(X509Certificate2 certificate)
    {
        File.WriteAllText(_trusted, certificate.ExportCertificatePem());
        Assert.That(SetVariable("SSL_CERT_FILE", _trusted, 1), Is.Zero);
        Assert.That(SetVariable("SSL_CERT_DIR", "/nowhere", 1), Is.Zero);
    }

    // Answers a connection with what it sends.
    private async Task ServeAsync(X509Certificate2 certificate)
    {
        using var client = await _listener.AcceptTcpClientAsync();
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsServerAsync(certificate);
            var buffer = new byte[100];
            var count = await stream.ReadAsync(buffer);
            await stream.WriteAsync(buffer.AsMemory(0, count));
        }
        catch (Exception refused) when (refused is AuthenticationException or IOException)
        {
            // The client doesn't trust this server.
        }
    }

    private X509Certificate2 CertificateFor(string host, int until = 1)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Guid.NewGuid()}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(host, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(host);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(until));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
        _certificates.Add(certificate);
        return certificate;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
