using Microsoft.AspNetCore.Http;

namespace Quickchange.LocalCloud.Gateway;

/// <summary>The body of a request, which is read once, when it is needed.</summary>
internal sealed class RequestBody(HttpRequest http)
{
    private byte[]? _read;

    /// <exception cref="BadHttpRequestException">The body can't be read, or is too large.</exception>
    public async Task<byte[]> ReadAsync()
    {
        if (_read is null)
        {
            // It grows with the received data, not with the announced length.
            using var body = new MemoryStream();
            try
            {
                await http.Body.CopyToAsync(body);
            }
            catch (Exception unreadable) when (unreadable is not BadHttpRequestException)
            {
                // The server throws other exceptions too, for example for a chunk size beyond 64 bits.
                throw new BadHttpRequestException("The body can't be read.", unreadable);
            }

            _read = body.ToArray();
        }

        return _read;
    }
}
