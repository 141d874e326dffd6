namespace Quickchange.Vision.Tests;

/// <summary>The pictures in tests/images.</summary>
internal static class Images
{
    /// <summary>The names of those that show trousers, in the formats that can be decoded.</summary>
    public static IEnumerable<string> Valid =>
    [
        "trouser.png", "trouser-palette.png", "trouser-transparent.png", "trouser-on-black.png",
        "trouser.jpg", "trouser-grey.jpg", "trouser-cmyk.jpg", "trouser.bmp", "trouser-palette.bmp",
    ];

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Repository.Root, "shared/Vision/tests/images", name));
}
