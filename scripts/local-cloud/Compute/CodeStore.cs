using System.IO.Compression;
using System.Security.Cryptography;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The code of functions: downloads, verifies and unpacks each deployed zip once.</summary>
internal sealed class CodeStore(AwsClient aws, string directory)
{
    private readonly AwsCache<string> _folders = new();

    /// <returns>The folder with the unpacked zip.</returns>
    /// <exception cref="InvalidDataException">The downloaded zip differs from the deployed one.</exception>
    public Task<string> FolderOfAsync(FunctionVersion function) => _folders.GetAsync(function.CodeSha256, _ => UnpackAsync(function));

    private async Task<string> UnpackAsync(FunctionVersion function)
    {
        var zip = await aws.DownloadAsync(function.CodeLocation);
        var sha256 = SHA256.HashData(zip);
        if (Convert.ToBase64String(sha256) != function.CodeSha256)
        {
            throw new InvalidDataException($"The code of {function.Name} doesn't match CodeSha256. Deploy it again.");
        }

        var folder = Path.Combine(directory, Convert.ToHexStringLower(sha256));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Unpacked under another name and then moved, so that a folder is complete or doesn't exist.
        var partial = Directory.CreateDirectory($"{folder}.{Guid.NewGuid():N}").FullName;
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            await archive.ExtractToDirectoryAsync(partial);
            Directory.Move(partial, folder);
            return folder;
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }
}
