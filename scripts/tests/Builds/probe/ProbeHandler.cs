using System.Text.Json;

namespace Quickchange.Probe;

/// <summary>
/// A function that does what a badly linked binary can't. Its event is a JSON string: <c>sum N</c>, <c>throw WAY</c> (see
/// <see cref="Throwing"/>), <c>collect</c> or <c>hold MB</c>; it answers a JSON string.
/// </summary>
internal sealed class ProbeHandler
{
    /// <exception cref="Exception">The event requests an exception.</exception>
    public async Task<Stream> HandleAsync(Stream input)
    {
        var words = Read(input).Split(' ');
        return Write(words switch
        {
            ["sum", var to] => Sum(int.Parse(to, null)).ToString((IFormatProvider?)null),
            ["throw", var way] => (await Throwing.ByAsync(way)).ToString((IFormatProvider?)null),
            ["collect"] => (await Collecting.UnderLoadAsync()).ToString(),
            ["hold", var megabytes] => Hold(int.Parse(megabytes, null)).ToString((IFormatProvider?)null),
            _ => throw new ArgumentException("""The event must be "sum N", "throw WAY", "collect" or "hold MB".""", nameof(input)),
        });
    }

    // Creates garbage, so that many invocations cause collections.
    private static long Sum(int to) => Enumerable.Range(1, to).Select(static number => new Number(number)).Sum(static number => number.Value);

    // Holds all of it at the same time.
    private static int Hold(int megabytes)
    {
        var arrays = new byte[megabytes][];
        for (var index = 0; index < megabytes; index++)
        {
            arrays[index] = new byte[1 << 20];
        }

        return arrays.Sum(static array => array.Length >> 20);
    }

    private static string Read(Stream input)
    {
        using var memory = new MemoryStream();
        input.CopyTo(memory);
        var reader = new Utf8JsonReader(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        reader.Read();
        return reader.GetString()!;
    }

    private static MemoryStream Write(string text)
    {
        var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStringValue(text);
        }

        output.Position = 0;
        return output;
    }

    private sealed record Number(long Value);
}
