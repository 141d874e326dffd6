using System.Text;
using System.Text.Json.Nodes;
using Quickchange.LocalCloud.Tests.Gateway.Cases;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests each case in docs/http-api.md with a gateway and a function.</summary>
public sealed class CaseTests : GatewayFixture
{
    public static IEnumerable<TestCaseData<GatewayCase>> Rows => CaseTable.All.Select(row => new TestCaseData<GatewayCase>(row).SetArgDisplayNames(row.Name));

    [TestCaseSource(nameof(Rows))]
    public async Task The_gateway_does_as_AWS(GatewayCase row)
    {
        var response = await AskAsync(RequestOf(row));

        Assert.Multiple(() =>
        {
            Assert.That(response.Status, Is.EqualTo(row.Status), response.Body);
            Assert.That(response.Body, row.Body is null ? Is.Not.Null : Is.EqualTo(row.Body));
            Assert.That(response.Values("Apigw-Requestid"), Has.Length.EqualTo(1));
            foreach (var header in row.Headers.Select(line => line.Split(": ", 2)))
            {
                Assert.That(response.Values(header[0].TrimEnd(':')), header.Length == 2 ? Has.Member(header[1]) : Is.Empty, header[0]);
            }

            foreach (var line in row.Event.Select(line => line.Split(" = ", 2)))
            {
                Assert.That(ValueAt(JsonNode.Parse(response.Body), line[0]), Is.EqualTo(JsonNode.Parse(line[1])?.ToJsonString()), line[0]);
            }
        });
    }

    private static string RequestOf(GatewayCase row)
    {
        var lines = row.Sent.Split('\n');
        var host = lines.Any(line => line.StartsWith("Host:", StringComparison.Ordinal)) ? "" : "Host: localhost\r\n";
        var answer = row.Returns is null ? "" : $"x-answer: {Convert.ToBase64String(Encoding.UTF8.GetBytes(row.Returns))}\r\n";
        return $"{lines[0]} HTTP/1.1\r\n{host}{answer}{string.Concat(lines[1..].Select(line => line + "\r\n"))}\r\n{row.SentBody}";
    }

    private static string? ValueAt(JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (at, name) => at?[name])?.ToJsonString();
}
