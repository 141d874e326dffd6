using System.Globalization;
using System.Text.RegularExpressions;
using Quickchange.Scripts.Tests.EndToEnd;

namespace Quickchange.Scripts.Tests.Builds;

/// <summary>Tests that data for a start comes first in the file of a published function (shared/native/layout.ld).</summary>
[Category("e2e")]
[Parallelizable]
public partial class LayoutTests
{
    // Native code of a start, data, managed code, the remaining native code, and exception handling tables.
    private static readonly string[] InOrder =
        [".text.start", ".data", "__managedcode", ".text.rest", ".dotnet_eh_table", ".eh_frame_hdr", ".eh_frame"];

    // What an authorizer is asked contains a request's context.
    private static readonly (string Event, string Members)[] Members =
    [
        ("authorizer", "CustomAuthorizerV2Members"), ("authorizer", "HttpApiV2RequestMembers"), ("routes", "HttpApiV2RequestMembers"),
        ("queue", "SQSEventMembers"), ("upload", "S3EventMembers"), ("schedule", "ScheduledEventMembers"),
    ];

    // The other functions read events as text.
    private static IEnumerable<string> OfTypedEvents =>
        Repository.Functions.Where(static each => Directory.EnumerateFiles(Path.GetDirectoryName(ProjectOf(each))!, "*JsonContext.cs").Any());

    private static IEnumerable<string> Static =>
        Repository.Functions.Where(static each => File.ReadAllText(ProjectOf(each)).Contains("<LinkProfile>static<", StringComparison.Ordinal));

    [OneTimeSetUp]
    public Task Build() => Published.FunctionsAsync(Published.HostArchitecture);

    [TestCaseSource(typeof(Repository), nameof(Repository.Functions))]
    public async Task What_a_start_reads_comes_first(string function)
    {
        var sections = await SectionsAsync(function);

        Assert.Multiple(() =>
        {
            Assert.That(InOrder.OrderBy(name => sections[name].Offset), Is.EqualTo(InOrder));
            Assert.That(sections[".rodata"].Offset, Is.LessThan(sections[".data"].Offset));
            // A start doesn't use most of the garbage collector and, where it is linked, of the C library.
            Assert.That(sections[".text.rest"].Size, Is.GreaterThan(sections[".text.start"].Size));
        });
    }

    // Without this entry point, or with data that ends within a page, a static program waits for the disk before it has requested
    // its file. Nothing else would show this.
    [TestCaseSource(nameof(Static))]
    public async Task A_static_program_asks_for_its_file_before_anything_reads_it(string function)
    {
        var symbols = await SymbolsAsync(function);
        var sections = await SectionsAsync(function);

        Assert.Multiple(() =>
        {
            Assert.That(sections, Does.Not.ContainKey(".interp"));
            Assert.That(
                Regex.Match(symbols, @"Entry point address: +0x0*([0-9a-f]+)").Groups[1].Value,
                Is.EqualTo(Regex.Match(symbols, @" 0*([0-9a-f]+) .* read_ahead_and_start$", RegexOptions.Multiline).Groups[1].Value));
            Assert.That(sections[".bss"].Offset % Environment.SystemPageSize, Is.Zero);
            Assert.That(sections[".eh_frame_end"].Offset, Is.LessThan(sections[".data"].Offset));
        });
    }

    // If the runtime renamed the function that this one replaces, nothing would call it, and the linker would omit it.
    [TestCaseSource(typeof(Repository), nameof(Repository.Functions))]
    public async Task The_runtime_does_not_measure_the_number_of_the_processor(string function) =>
        Assert.That(await SymbolsAsync(function), Does.Contain("__wrap_SystemNative_SchedGetCpu"));

    // Code that reads other types of events would make the file larger.
    [TestCaseSource(nameof(OfTypedEvents))]
    public async Task A_function_links_what_reads_its_own_events(string function)
    {
        var descriptor = Repository.Built.Descriptor(function);
        string[] own = [.. Members.Where(each => descriptor[each.Event] is not null).Select(static each => each.Members)];

        var symbols = await SymbolsAsync(function);

        Assert.That(Reads().Matches(symbols).Select(static each => each.Groups[1].Value).Distinct(), Is.EquivalentTo(own));
    }

    private static async Task<string> ReadElfAsync(string file, params string[] options) =>
        (await Command.RunAsync("/", ["readelf", "--wide", .. options, file])).Succeeded().Output;

    private static string ProjectOf(string function) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "functions", function), "*.csproj").Single();

    private static Task<string> SymbolsAsync(string function) => ReadElfAsync(
        Path.Combine(
            Repository.Root, "artifacts", $"aot-quickchange-{Published.HostArchitecture}", "publish", Path.GetFileNameWithoutExtension(ProjectOf(function)),
            $"release_linux-{Published.HostArchitecture}", "bootstrap.dbg"),
        "--file-header", "--symbols");

    private static async Task<Dictionary<string, (long Offset, long Size)>> SectionsAsync(string function)
    {
        using var folder = new TemporaryFolder();
        FunctionFolder.Unpack(Repository.Built.ZipOf(function), folder.Root);
        return Section().Matches(await ReadElfAsync(folder.PathOf("bootstrap"), "--sections")).ToDictionary(
            static line => line.Groups["name"].Value,
            static line => (Hexadecimal(line.Groups["offset"]), Hexadecimal(line.Groups["size"])));
    }

    private static long Hexadecimal(Group digits) => long.Parse(digits.Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    // Except for responses, which some functions only write.
    [GeneratedRegex(@"_(?!\w*Response)([A-Za-z0-9]+Members)__Of\b")]
    private static partial Regex Reads();

    [GeneratedRegex(@"\] (?<name>[\w.]+) +[A-Z_]+ +[0-9a-f]+ (?<offset>[0-9a-f]+) (?<size>[0-9a-f]+)")]
    private static partial Regex Section();
}
