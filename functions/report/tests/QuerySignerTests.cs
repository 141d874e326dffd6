using Amazon.Runtime;

namespace Quickchange.Report.Tests;

public class QuerySignerTests
{
    // botocore created the expected signatures for the same request.
    [TestCase("", "content-type;host;x-amz-date", "074fb6f5bd1a81f3dd722417d7a6a62303edfaabfe980078022a3d29ae0edab4")]
    [TestCase(
        "a-token",
        "content-type;host;x-amz-date;x-amz-security-token",
        "83bfeaa880a66b41b1146904005ba23b21810bf545ee52eca3a7c63df41efda7")]
    public void A_signature_is_that_of_another_client(string token, string headers, string signature)
    {
        AWSCredentials credentials = token.Length == 0
            ? new BasicAWSCredentials("AKID", "secret")
            : new SessionAWSCredentials("AKID", "secret", token);
        var signer = new QuerySigner(credentials, "eu-west-1", "monitoring", new FixedTime());

        using var request = signer.Sign(new("http://127.0.0.1:5000"), "Action=GetMetricStatistics&Period=3600"u8.ToArray());

        Assert.That(request.Headers.GetValues("Authorization").Single(), Is.EqualTo(
            $"AWS4-HMAC-SHA256 Credential=AKID/20260304/eu-west-1/monitoring/aws4_request, SignedHeaders={headers}, Signature={signature}"));
    }
}
