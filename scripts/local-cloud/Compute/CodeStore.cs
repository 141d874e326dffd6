using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Quickchange.LocalCloud.Aws;

namespace Quickchange.LocalCloud.Compute;

/// <summary>The code of functions: each deployed zip downloaded once, checked and unpacked.</summary>
internal sealed class CodeStore(AwsClient aws, string directory)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _folders = new();

    /// <returns>The folder that the zip was unpacked into.</returns>
    /// <exception cref="InvalidDataException">What was downloaded is not what was deployed.</exception>
    public async Task<string> FolderOfAsync(FunctionVersion function)
    {
        var entry = _folders.GetOrAdd(function.CodeSha256, _ => new(() => UnpackAsync(function)));
        try
        {
            return await entry.Value;
        }
        catch
        {
            _folders.TryRemove(new(function.CodeSha256, entry));
            throw;
        }
    }

    /// <summary>What keeps the folder's bootstrap from running, in Lambda's words; null if nothing does.</summary>
    public static string? ProblemOf(string folder, FunctionVersion function)
    {
        var bootstrap = Path.Combine(folder, "bootstrap");
        if (!File.Exists(bootstrap))
        {
            return "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]";
        }

        if ((File.GetUnixFileMode(bootstrap) & UnixFileMode.UserExecute) == 0)
        {
            return "fork/exec /var/task/bootstrap: permission denied";
        }

        var host = System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";
        var built = ArchitectureOf(bootstrap);
        if (built is not null && built != host)
        {
            return "fork/exec /var/task/bootstrap: exec format error "
                + $"(it is built for {built}, and this machine is {host}: build it with scripts/build --arch {(host == "arm64" ? "arm64" : "x64")})";
        }

        return built is not null && built != function.Architecture
            ? "fork/exec /var/task/bootstrap: exec format error "
                + $"(it is built for {built}, and the function is deployed for {function.Architecture})"
            : null;
    }

    // e_machine of the ELF header; null for a script.
    private static string? ArchitectureOf(string file)
    {
        Span<byte> header = stackalloc byte[20];
        using var stream = File.OpenRead(file);
        if (stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length
            || !header.StartsWith("\u007fELF"u8))
        {
            return null;
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(header[18..]) switch
        {
            62 => "x86_64",
            183 => "arm64",
            var other => $"ELF machine {other}",
        };
    }

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
        var partial = $"{folder}.{Guid.NewGuid():N}";
        using (var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read))
        {
            await archive.ExtractToDirectoryAsync(partial);
        }

        Directory.Move(partial, folder);
        return folder;
    }
}
