using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Quickchange.LocalCloud.Tests.Gateway.Cases;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Sends the requests of a case, and compares the response and the event.</summary>
public abstract partial class CaseFixture : GatewayFixture
{
    private protected static IEnumerable<TestCaseData<GatewayCase>> Named(IEnumerable<GatewayCase> rows) =>
        rows.Select(row => new TestCaseData<GatewayCase>(row).SetArgDisplayNames(row.Name));

    private protected async Task CheckAsync(GatewayCase row)
    {
        foreach (var before in row.Before)
        {
            await AskAsync(RequestOf(row, before));
        }

        var seen = Seen().Length;

        var response = await AskAsync(RequestOf(row, row.Sent));

        Assert.Multiple(() =>
        {
            Assert.That(response.Status, Is.EqualTo(row.Status), response.Body);
            Assert.That(response.Body, row.Body is null ? Is.Not.Null : Is.EqualTo(row.Body));
            Assert.That(response.Values("Apigw-Requestid"), Has.Length.EqualTo(1));
            Assert.That(Seen(), row.IsRefused ? Has.Length.EqualTo(seen) : Has.Length.AtLeast(seen));
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

    private string RequestOf(GatewayCase row, string sent)
    {
        var lines = Token().Replace(sent, match => Tokens[match.Groups["name"].Value]).Split('\n');
        var host = lines.Any(line => line.StartsWith("Host:", StringComparison.Ordinal)) ? "" : "Host: localhost\r\n";
        var answer = row.Returns is null ? "" : $"x-answer: {Convert.ToBase64String(Encoding.UTF8.GetBytes(row.Returns))}\r\n";
        // The name of a case is the identity of its caller.
        var key = row.Authorizer is null ? "" : $"X-Key: {Encode(row.Name)}.{Encode(row.Authorizer)}\r\n";
        return $"{lines[0]} HTTP/1.1\r\n{host}{answer}{key}{string.Concat(lines[1..].Select(line => line + "\r\n"))}\r\n{row.SentBody}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string? ValueAt(JsonNode? node, string path) =>
        path.Split('.').Aggregate(node, (at, name) => at is JsonArray list ? list[int.Parse(name, null)] : at?[name])?.ToJsonString();

    [GeneratedRegex("<(?<name>[^<>]+)>", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
