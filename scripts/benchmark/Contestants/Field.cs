using System.Globalization;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>All contestants of a run, unpacked, and the stand-ins for AWS, with and without TLS.</summary>
/// <param name="folder">The folder for unpacked contestants.</param>
internal sealed class Field(string folder) : IDisposable
{
    private readonly List<Candidate> _candidates = [];
    private readonly TlsIdentity _identity = new(folder);
    private readonly AwsStub _aws = new();
    private AwsStub? _awsOverTls;

    /// <summary>The contestants, with the floor first.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <summary>Adds functions of a checkout. A function that calls AWS is added twice, with and without TLS.</summary>
    /// <param name="functions">The checkout.</param>
    /// <param name="names">The names of the functions.</param>
    /// <param name="suffix">A suffix that distinguishes them from others with the same names.</param>
    /// <param name="kind">One of <see cref="ContestantKind"/>.</param>
    public void Add(BuiltFunctions functions, IEnumerable<string> names, string suffix, string kind)
    {
        foreach (var name in names)
        {
            var zip = functions.ZipOf(name);
            var examples = FunctionExample.Of(name, functions);
            Add(name + suffix, kind, zip, functions, name, examples, tls: false);
            if (functions.CallsAws(name))
            {
                Add($"{name}{suffix}, TLS", kind, zip, functions, name, examples, tls: true);
            }
        }
    }

    /// <summary>Adds a bootstrap that answers <see cref="Floor.Example"/>, with the environment variables of a function.</summary>
    public void Add(string name, string kind, string zip, BuiltFunctions functions) =>
        Add(name, kind, zip, functions, functions.Names.First(), [Floor.Example], tls: false);

    public void Dispose()
    {
        _aws.Dispose();
        _awsOverTls?.Dispose();
        _identity.Dispose();
    }

    private void Add(
        string name, string kind, string zip, BuiltFunctions functions, string function, IReadOnlyList<FunctionExample> examples, bool tls)
    {
        var unpacked = Path.Combine(folder, "contestant-" + _candidates.Count.ToString(CultureInfo.InvariantCulture));
        FunctionFolder.Unpack(zip, unpacked);
        var called = tls ? _awsOverTls ??= new(_identity.Certificate) : _aws;
        var timeout = TimeSpan.FromSeconds((int)functions.Descriptor(function)["timeout_s"]!);
        _candidates.Add(new(name, kind, zip, unpacked, called, tls, timeout, [.. examples.Select(static each => new AskedExample(each))], address =>
        {
            var variables = FunctionVariables.Of(functions, function, unpacked, address, called.Endpoint);
            foreach (var (variable, value) in tls ? _identity.Variables : new Dictionary<string, string>())
            {
                variables[variable] = value;
            }

            return variables;
        }));
    }
}
