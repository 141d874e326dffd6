using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Quickchange.Algorithms.Tests.Inference;

/// <summary>
/// Writes small models in ONNX's format (<see href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</see>), whose
/// operations each take the result of the one before.
/// </summary>
internal sealed class OnnxWriter
{
    private const int Float = 1;
    private const int Integers = 7;

    private readonly List<byte[]> _nodes = [];
    private readonly List<byte[]> _constants = [];
    private readonly long[] _input;
    private string _last = "in";

    public OnnxWriter(params long[] input) => _input = input;

    /// <summary>Adds an operation with attributes, which are integers or lists of integers, and constants.</summary>
    public OnnxWriter Then(string kind, (string Name, object Value)[] attributes, params (float[] Values, long[] Shape)[] constants)
    {
        var names = constants.Select((constant, index) => AddConstant($"c{_nodes.Count}_{index}", constant.Values, constant.Shape)).ToArray();
        var output = $"r{_nodes.Count}";
        _nodes.Add(Message(writer =>
        {
            foreach (var name in (string[])[_last, .. names])
            {
                Text(writer, 1, name);
            }

            Text(writer, 2, output);
            Text(writer, 4, kind);
            foreach (var (name, value) in attributes)
            {
                Bytes(writer, 5, Message(attribute => WriteAttribute(attribute, name, value)));
            }
        }));
        _last = output;
        return this;
    }

    public OnnxWriter Then(string kind, params (float[] Values, long[] Shape)[] constants) => Then(kind, [], constants);

    public byte[] ToArray() => Message(model =>
    {
        Number(model, 1, 8);
        Bytes(model, 7, Message(graph =>
        {
            _nodes.ForEach(node => Bytes(graph, 1, node));
            Text(graph, 2, "test");
            _constants.ForEach(constant => Bytes(graph, 5, constant));
            Bytes(graph, 11, Value("in", _input));
            Bytes(graph, 12, Value(_last, null));
        }));
        Bytes(model, 8, Message(opset => Number(opset, 2, 13)));
    });

    private string AddConstant(string name, float[] values, long[] shape)
    {
        _constants.Add(Message(tensor =>
        {
            foreach (var length in shape)
            {
                Number(tensor, 1, length);
            }

            Number(tensor, 2, Float);
            Text(tensor, 8, name);
            Bytes(tensor, 9, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
        }));
        return name;
    }

    private static void WriteAttribute(CodedOutputStream attribute, string name, object value)
    {
        Text(attribute, 1, name);
        if (value is int number)
        {
            Number(attribute, 3, number);
            Number(attribute, 20, 2);
            return;
        }

        foreach (var each in (int[])value)
        {
            Number(attribute, 8, each);
        }

        Number(attribute, 20, Integers);
    }

    private static byte[] Value(string name, long[]? shape) => Message(value =>
    {
        Text(value, 1, name);
        Bytes(value, 2, Message(type => Bytes(type, 1, Message(tensor =>
        {
            Number(tensor, 1, Float);
            if (shape is not null)
            {
                Bytes(tensor, 2, Message(lengths =>
                {
                    foreach (var length in shape)
                    {
                        Bytes(lengths, 1, Message(dimension => Number(dimension, 1, length)));
                    }
                }));
            }
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new CodedOutputStream(stream, leaveOpen: true))
        {
            write(writer);
        }

        return stream.ToArray();
    }

    private static void Number(CodedOutputStream writer, int field, long value)
    {
        writer.WriteTag(field, WireFormat.WireType.Varint);
        writer.WriteInt64(value);
    }

    private static void Text(CodedOutputStream writer, int field, string value)
    {
        writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        writer.WriteString(value);
    }

    private static void Bytes(CodedOutputStream writer, int field, byte[] value)
    {
        writer.WriteTag(field, WireFormat.WireType.LengthDelimited);
        writer.WriteBytes(ByteString.CopyFrom(value));
    }
}
