using System.Text.Encodings.Web;
using System.Text.Json;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>How the gateway writes JSON: nothing is escaped that JSON does not need escaped.</summary>
internal static class Json
{
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static JsonWriterOptions Writer => new() { Encoder = Encoder };
}
