using System.Globalization;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>All contestants of a run, unpacked, and what answers them as AWS.</summary>
internal sealed class Field : IAsyncDisposable
{
    private readonly string _folder;
    private readonly TlsIdentity _identity;
    private readonly List<Candidate> _candidates = [];
    private readonly AwsStub _aws;
    private readonly AwsStub _awsOverTls;

    private Field(string folder, TlsIdentity identity, AwsStub aws, AwsStub awsOverTls) =>
        (_folder, _identity, _aws, _awsOverTls) = (folder, identity, aws, awsOverTls);

    /// <summary>The floor first.</summary>
    public IReadOnlyList<Candidate> Candidates => _candidates;

    /// <param name="folder">Where contestants are unpacked.</param>
    public static async Task<Field> OpenAsync(string folder)
    {
        var identity = new TlsIdentity(folder);
        return new(folder, identity, await AwsStub.StartAsync(), await AwsStub.StartAsync(identity.Certificate));
    }

    /// <summary>Adds functions of a checkout; one that calls AWS twice, without and with TLS.</summary>
    /// <param name="functions">The checkout.</param>
    /// <param name="names">Which of its functions.</param>
    /// <param name="suffix">What tells them from others of the same names.</param>
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

    /// <summary>Adds a bootstrap that answers the lesson's request, in the environment of <c>change</c>.</summary>
    public void Add(string name, string kind, string zip, BuiltFunctions functions) =>
        Add(name, kind, zip, functions, "change", [Floor.Example(functions)], tls: false);

    public async ValueTask DisposeAsync()
    {
        await _aws.DisposeAsync();
        await _awsOverTls.DisposeAsync();
        _identity.Dispose();
    }

    private void Add(
        string name, string kind, string zip, BuiltFunctions functions, string function, IReadOnlyList<FunctionExample> examples, bool tls)
    {
        var folder = Path.Combine(_folder, "contestant-" + _candidates.Count.ToString(CultureInfo.InvariantCulture));
        FunctionFolder.Unpack(zip, folder);
        var aws = tls ? _awsOverTls : _aws;
        var timeout = TimeSpan.FromSeconds((int)functions.Descriptor(function)["timeout_s"]!);
        _candidates.Add(new(name, kind, zip, folder, aws, tls, timeout, [.. examples.Select(static each => new AskedExample(each))], address =>
        {
            var variables = FunctionVariables.Of(functions, function, folder, address, aws.Endpoint);
            foreach (var (variable, value) in tls ? _identity.Variables : new Dictionary<string, string>())
            {
                variables[variable] = value;
            }

            return variables;
        }));
    }
}
