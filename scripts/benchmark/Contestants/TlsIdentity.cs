using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Quickchange.Benchmark.Contestants;

/// <summary>
/// A certificate for 127.0.0.1, created for this run, and the variables with which OpenSSL, and therefore .NET, trusts it. It is the
/// last one in a copy of this machine's bundle, because on Lambda a client also reads more than a hundred certificates first.
/// </summary>
internal sealed class TlsIdentity : IDisposable
{
    private static readonly string[] Bundles =
        ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"];

    public TlsIdentity(string folder)
    {
        // Like AWS's own certificates: RSA with 2,048 bits.
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
