using System.Text;
using System.Text.RegularExpressions;
using Quickchange.Authorizer.DynamoDb;

namespace Quickchange.Authorizer.Tests;

/// <summary>Compares with signatures of botocore, for the same request, time and credentials.</summary>
public class RequestSignerTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [TestCase("", "17c03d7d74292cfed5236dcd9ea4192d3128bec319e3340cd094da129b58bffd")]
    [TestCase("the/session+token==", "4b2ff22341f226a05506f682ce7af40b655ff9165859d317ca6fefd05fb225b6")]
    public void A_request_has_the_signature_that_AWS_expects(string token, string signature)
    {
        var signer = new RequestSigner("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", token, "eu-west-1", new FixedTime(Time));
        for (var call = 0; call < 2; call++)
        {
            var headers = signer.HeadersOf("dynamodb.eu-west-1.amazonaws.com", "DynamoDB_20120810.GetItem", Encoding.UTF8.GetBytes("""{"TableName":"keys"}"""));

            Assert.That(headers, Does.Contain("x-amz-date:20260304T050607Z\n").And.Contain("Credential=AKIDEXAMPLE/20260304/eu-west-1/dynamodb/aws4_request, "));
            Assert.That(Regex.Match(headers, "Signature=([0-9a-f]+)\n$").Groups[1].Value, Is.EqualTo(signature));
            Assert.That(headers.Contains("x-amz-security-token:the/session+token==\n", StringComparison.Ordinal), Is.EqualTo(token.Length > 0));
        }
    }

    [Test]
    public void A_new_day_has_a_new_key()
    {
        var clock = new Clock(Time);
        var signer = new RequestSigner("AKIDEXAMPLE", "secret", "", "eu-west-1", clock);
        signer.HeadersOf("h", "t", []);
        clock.Now = Time.AddDays(1);

        Assert.That(signer.HeadersOf("h", "t", []), Is.EqualTo(
            new RequestSigner("AKIDEXAMPLE", "secret", "", "eu-west-1", clock).HeadersOf("h", "t", [])));
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
