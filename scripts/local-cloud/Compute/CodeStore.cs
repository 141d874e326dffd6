using System.IO.Compression;
using System.Security.Cryptography;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The code of functions: each deployed zip downloaded once, checked and unpacked.</summary>
internal sealed class CodeStore(AwsClient aws, string directory)
{
    private readonly AwsCache<string> _folders = new();

    /// <returns>The folder that the zip was unpacked into.</returns>
    /// <exception cref="InvalidDataException">What was downloaded is not what was deployed.</exception>
    public Task<string> FolderOfAsync(FunctionVersion function) => _folders.GetAsync(function.CodeSha256, _ => UnpackAsync(function));

    private async Task<string> UnpackAsync(FunctionVersion function)
    {
        var zip = await aws.DownloadAsync(function.CodeLocation);
        var sha256 = SHA256.HashData(zip);
        if (Convert.ToBase64String(sha256) != function.CodeSha256)
        {
            throw new InvalidDataException($"The code of {function.Name} is not what CodeSha256 says: deploy it again.");
        }

        var folder = Path.Combine(directory, Convert.ToHexStringLower(sha256));
        if (Directory.Exists(folder))
        {
            return folder;
        }

        // Unpacked beside its place and moved there, so that a folder is whole or absent.
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
