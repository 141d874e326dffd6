using System.IO.Compression;
using System.Text;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>A function's zip whose bootstrap is in Python, for a test that needs one at once.</summary>
internal static class PythonZip
{
    /// <param name="answer">Python that defines <c>answer(event)</c>, which returns the response as text.</param>
    public static byte[] Of(string answer)
    {
        var bootstrap = $$"""
            #!/usr/bin/env python3
            import json, os, signal, sys, time, urllib.request
            api = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation"
            {{answer}}
            while True:
                with urllib.request.urlopen(f"{api}/next") as event:
                    identifier, body = event.headers["Lambda-Runtime-Aws-Request-Id"], event.read()
                response = answer(json.loads(body)).encode()
                urllib.request.urlopen(f"{api}/{identifier}/response", response).close()
            """;
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create))
        {
            var entry = archive.CreateEntry("bootstrap");
            entry.ExternalAttributes = Convert.ToInt32("100755", 8) << 16;
            using var content = entry.Open();
            content.Write(Encoding.UTF8.GetBytes(bootstrap.ReplaceLineEndings("\n")));
        }

        return zip.ToArray();
    }
}
