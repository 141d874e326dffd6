using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using Quickchange.Algorithms.Embedding;
using Quickchange.Algorithms.Inference;
using Quickchange.Testing;

namespace Quickchange.Algorithms.Benchmarks;

/// <summary>A prediction of the network of functions/predict, for one image of 28 × 28 values, on one thread.</summary>
[MemoryDiagnoser]
public class InferenceBenchmarks
{
    private const int Side = 28;

    private readonly float[] _image = new float[Side * Side];
    private readonly float[] _probabilities = new float[10];
    private readonly string[] _inputNames = ["image"];
    private readonly string[] _outputNames = ["probabilities"];
    private Network _network = null!;
    private Network _scalar = null!;
    private InferenceSession _session = null!;
    private RunOptions _options = null!;
    private OrtValue[] _inputs = [];
    private OrtValue[] _outputs = [];

    [GlobalSetup]
    public void Load()
    {
        var model = File.ReadAllBytes(Path.Combine(RepositoryRoot.Find(), "shared/Vision/fashion.onnx"));
        var random = new Random(1);
        for (var pixel = 0; pixel < _image.Length; pixel++)
        {
            _image[pixel] = random.NextSingle();
        }

        var file = EmbeddedNetwork.From(model);
        (_network, _scalar) = (new(file), new(file, Instructions.Scalar));
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        (_session, _options) = (new(model, options), new());
        // The same memory each time, so that only the computation is measured.
        _inputs = [OrtValue.CreateTensorValueFromMemory(_image, [1, 1, Side, Side])];
        _outputs = [OrtValue.CreateTensorValueFromMemory(new float[_probabilities.Length], [1, _probabilities.Length])];
    }

    [GlobalCleanup]
    public void Close()
    {
        Array.ForEach([.. _inputs, .. _outputs], static value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    [Benchmark(Baseline = true)]
    public void OnnxRuntime() => _session.Run(_options, _inputNames, _inputs, _outputNames, _outputs);

    [Benchmark]
    public void Vectors() => _network.Run(_image, _probabilities);

    [Benchmark]
    public void ScalarTwin() => _scalar.Run(_image, _probabilities);
}
