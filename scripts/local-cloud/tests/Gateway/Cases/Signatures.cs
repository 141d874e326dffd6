using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Gateway.Cases;

/// <summary>
/// Cases for who may invoke a route with IAM authorization. The emulator decides that: its tests run the cases in
/// <c>signatures.json</c>.
/// </summary>
public static class Signatures
{
    private static readonly JsonNode File = JsonNode.Parse(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Gateway", "Cases", "signatures.json")))!;

    public static IReadOnlyList<GatewayCase> Rows { get; } = [.. File["cases"]!.AsArray().Select(row => Row(row!))];

    private static GatewayCase Row(JsonNode row)
    {
        var status = (int)row["status"]!;
        return new GatewayCase((string)row["name"]!, Request(row), Source((string)row["source"]!))
        {
            Status = status,
            IsRefused = status != 200,
            Body = status == 200 ? null : """{"message":"Forbidden"}""",
        };
    }

    private static string Request(JsonNode row)
    {
        var signed = Parts(row["signed"]);
        var sent = Parts(row["sent"]);
        return $"{(string?)row["signed"]?["method"] ?? "GET"} {(string?)row["signed"]?["path"] ?? (string)File["path"]!}, signed by {(string)row["caller"]!}"
            + (signed.Length == 0 ? "" : $", with {signed}")
            + (sent.Length == 0 ? "" : $"; sent with {sent}");
    }

    private static string Parts(JsonNode? parts) => string.Join(", ", (parts?.AsObject() ?? [])
        .Where(part => part.Key is not ("method" or "path") || part.Value!.Parent!.GetPropertyName() == "sent")
        .Select(part => $"{part.Key} = {part.Value!.ToJsonString(JsonText.Plain)}"));

    private static string Source(string source) => File["sources"]![source] is { } page ? (string)page! : source;
}
