using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport.Context;

/// <summary>The value of the header Lambda-Runtime-Client-Context.</summary>
internal sealed record ClientContext(
    IDictionary<string, string> Environment, IClientApplication Client, IDictionary<string, string> Custom) : IClientContext
{
    /// <returns>Null if there is none.</returns>
    /// <exception cref="FormatException">The value is not a JSON object.</exception>
    public static ClientContext? Parse(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            return null;
        }

        using var document = JsonHeader.Parse("Lambda-Runtime-Client-Context", header);
        var root = document.RootElement;
        var client = Texts(root, "client");
        return new(Texts(root, "env"), new ClientApplication(client), Texts(root, "custom"));
    }

    private static Dictionary<string, string> Texts(JsonElement root, string name)
    {
        var texts = new Dictionary<string, string>();
        if (root.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in part.EnumerateObject())
            {
                texts[property.Name] = JsonHeader.TextOf(property.Value);
            }
        }

        return texts;
    }

    private sealed class ClientApplication(Dictionary<string, string> texts) : IClientApplication
    {
        public string AppPackageName => texts.GetValueOrDefault("app_package_name")!;

        public string AppTitle => texts.GetValueOrDefault("app_title")!;

        public string AppVersionCode => texts.GetValueOrDefault("app_version_code")!;

        public string AppVersionName => texts.GetValueOrDefault("app_version_name")!;

        public string InstallationId => texts.GetValueOrDefault("installation_id")!;
    }
}
