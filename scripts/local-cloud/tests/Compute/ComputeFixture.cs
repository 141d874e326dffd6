using System.Text;
using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Tests.Compute;

/// <summary>Functions that run as in Lambda, and invocations as the AWS endpoint forwards them.</summary>
public abstract class ComputeFixture : CloudFixture
{
    private protected HttpClient Http { get; private set; } = null!;

    [SetUp]
    public void StartClient()
    {
        Http = new() { Timeout = TimeSpan.FromMinutes(10), BaseAddress = new($"http://127.0.0.1:{Cloud.ComputePort}/") };
        Http.DefaultRequestHeaders.Authorization = new("Bearer", FakeAws.Secrets.Control);
    }

    [TearDown]
    public void StopClient() => Http.Dispose();

    private protected async Task<HttpResponseMessage> InvokeAsync(string name, string payload, params (string Name, string Value)[] headers)
    {
        // A name can be followed by a query string with a qualifier.
        var parts = name.Split('?');
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"2015-03-31/functions/{parts[0]}/invocations{(parts.Length > 1 ? $"?{parts[1]}" : "")}")
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(payload)),
        };
        foreach (var (header, value) in headers)
        {
            request.Headers.Add(header, value);
        }

        return await Http.SendAsync(request);
    }

    /// <summary>The response to an invocation, as text.</summary>
    private protected async Task<string> AnswerAsync(string name, string payload = "{}")
    {
        using var response = await InvokeAsync(name, payload);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>The end of the log of an invocation.</summary>
    private protected async Task<string> TailAsync(string name, string payload = "{}")
    {
        using var response = await InvokeAsync(name, payload, ("X-Amz-Log-Type", "Tail"));
        return Encoding.UTF8.GetString(Convert.FromBase64String(response.Headers.GetValues("X-Amz-Log-Result").Single()));
    }

    /// <summary>Notifies the cloud of a change, as the AWS endpoint does.</summary>
    private protected async Task ChangedAsync()
    {
        using var response = await Http.PostAsync("_changed", null);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The path of a file that doesn't exist, for a function to create or to wait for.</summary>
    private protected string NewFile() => Path.Combine(Folder, Guid.NewGuid().ToString());

    private protected static async Task IsErrorAsync(HttpResponseMessage response, string type, string message)
    {
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.Multiple(() =>
        {
            Assert.That((int)response.StatusCode, Is.EqualTo(200));
            Assert.That(response.Headers.GetValues("X-Amz-Function-Error"), Is.EqualTo(new[] { "Unhandled" }));
            Assert.That((string)error["errorType"]!, Is.EqualTo(type));
            Assert.That((string)error["errorMessage"]!, Does.Contain(message));
        });
    }

    /// <summary>Waits until a condition is true.</summary>
    private protected static Task UntilAsync(Func<bool> condition, string otherwise) => Eventually.IsAsync(condition, () => otherwise);
}
