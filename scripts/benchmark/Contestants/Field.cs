using System.Globalization;
using Quickchange.Benchmark.Results;
using Quickchange.Examples;

namespace Quickchange.Benchmark.Contestants;

/// <summary>All contestants of a run, unpacked, and what answers them as AWS.</summary>
/// <param name="folder">Where contestants are unpacked.</param>
/// <param name="identity">Of AWS over TLS.</param>
/// <param name="aws">What answers most.</param>
/// <param name="awsOverTls">What answers the others.</param>
internal sealed class Field(string folder, TlsIdentity identity, AwsStub aws, AwsStub awsOverTls) : IAsyncDisposable
{
    private readonly List<Candidate> _candidates = [];

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
        await aws.DisposeAsync();
        await awsOverTls.DisposeAsync();
        identity.Dispose();
    }

    private void Add(
        string name, string kind, string zip, BuiltFunctions functions, string function, IReadOnlyList<FunctionExample> examples, bool tls)
    {
        var unpacked = Path.Combine(folder, "contestant-" + _candidates.Count.ToString(CultureInfo.InvariantCulture));
        FunctionFolder.Unpack(zip, unpacked);
        var called = tls ? awsOverTls : aws;
        var timeout = TimeSpan.FromSeconds((int)functions.Descriptor(function)["timeout_s"]!);
        _candidates.Add(new(name, kind, zip, unpacked, called, tls, timeout, [.. examples.Select(static each => new AskedExample(each))], address =>
        {
            var variables = FunctionVariables.Of(functions, function, unpacked, address, called.Endpoint);
            foreach (var (variable, value) in tls ? identity.Variables : new Dictionary<string, string>())
            {
                variables[variable] = value;
            }

            return variables;
        }));
    }
}
