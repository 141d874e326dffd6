using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Quickchange.Benchmark.Contestants;

/// <summary>
/// A certificate of this run's own for 127.0.0.1, and the variables by which OpenSSL, and so .NET, trusts it. It comes last in a copy
/// of this machine's bundle: on Lambda too a client reads more than a hundred certificates before its first call.
/// </summary>
internal sealed class TlsIdentity : IDisposable
{
    private static readonly string[] Bundles =
        ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"];

    public TlsIdentity(string folder)
    {
        // As AWS's own are: RSA with 2048 bits.
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Quickchange benchmark", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

        var (bundle, nothing) = (Path.Combine(folder, "certificates.pem"), Directory.CreateDirectory(Path.Combine(folder, "no-certificates")));
        var known = Array.Find(Bundles, File.Exists) is { } file ? File.ReadAllText(file) : "";
        File.WriteAllText(bundle, $"{known}\n{Certificate.ExportCertificatePem()}\n");
        Variables = new Dictionary<string, string> { ["SSL_CERT_FILE"] = bundle, ["SSL_CERT_DIR"] = nothing.FullName };
    }

    public X509Certificate2 Certificate { get; }

    public IReadOnlyDictionary<string, string> Variables { get; }

    public void Dispose() => Certificate.Dispose();
}
