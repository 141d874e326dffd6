using Quickchange.LocalCloud.Aws;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Signs each request to the routes of a cloud, as for a route whose authorization is iam.</summary>
/// <param name="key">Returns the access key.</param>
internal sealed class SigningHandler(Func<AccessKey> key) : DelegatingHandler(new HttpClientHandler())
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : [];
        RequestSigner.Sign(request, body, key(), "execute-api", "us-east-1", DateTime.UtcNow);
        return await base.SendAsync(request, cancellationToken);
    }
}
