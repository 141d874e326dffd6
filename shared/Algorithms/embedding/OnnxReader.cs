using System.Buffers.Binary;
using Google.Protobuf;

namespace Quickchange.Algorithms.Embedding;

/// <summary>
/// Reads the messages of <see href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</see>, as far as networks
/// that can be embedded need them. Each method gets the bytes of a message, and names the numbers of its fields.
/// </summary>
internal static class OnnxReader
{
    private const int FloatData = 1;
    private const int IntegerData = 7;

    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    /// <exception cref="NotSupportedException">The model keeps its weights in other files, or in another type than float.</exception>
    public static OnnxGraph Read(byte[] model)
    {
        try
        {
            OnnxGraph? graph = null;
            Fields(model, (tag, input) =>
            {
                if (Number(tag) == 7)
                {
                    graph = ReadGraph(Bytes(input));
                    return true;
                }

                return false;
            });
            return graph ?? throw new InvalidDataException("it is no ONNX model: it has no graph.");
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException($"it is no ONNX model: {exception.Message}", exception);
        }
    }

    private static OnnxGraph ReadGraph(byte[] message)
    {
        var nodes = new List<OnnxNode>();
        var constants = new Dictionary<string, OnnxTensor>();
        var inputs = new Dictionary<string, long[]>();
        var outputs = new List<string>();
        Fields(message, (tag, input) =>
        {
            switch (Number(tag))
            {
                case 1:
                    nodes.Add(ReadNode(Bytes(input)));
                    return true;
                case 5:
                    var constant = ReadTensor(Bytes(input));
                    constants[constant.Name] = constant;
                    return true;
                case 11:
                    var (name, shape) = ReadValue(Bytes(input));
                    inputs[name] = shape;
                    return true;
                case 12:
                    outputs.Add(ReadValue(Bytes(input)).Name);
                    return true;
                default:
                    return false;
            }
        });
        foreach (var node in nodes.Where(static node => node.Operator == "Constant"))
        {
            if (node.Attributes.TryGetValue("value", out var value) && value.Tensor is { } tensor)
            {
                constants[node.Outputs[0]] = tensor;
            }
        }

        return new([.. nodes.Where(static node => node.Operator != "Constant")], constants, inputs, outputs);
    }

    private static OnnxNode ReadNode(byte[] message)
    {
        var (kind, domain) = ("", "");
        var (inputs, outputs, attributes) = (new List<string>(), new List<string>(), new Dictionary<string, OnnxAttribute>());
        Fields(message, (tag, input) =>
        {
            switch (Number(tag))
            {
                case 1:
                    inputs.Add(input.ReadString());
                    return true;
                case 2:
                    outputs.Add(input.ReadString());
                    return true;
                case 4:
                    kind = input.ReadString();
                    return true;
                case 5:
                    var attribute = ReadAttribute(Bytes(input));
                    attributes[attribute.Name] = attribute;
                    return true;
                case 7:
                    domain = input.ReadString();
                    return true;
                default:
                    return false;
            }
        });
        return new(kind, domain, inputs, outputs, attributes);
    }

    private static OnnxAttribute ReadAttribute(byte[] message)
    {
        var (name, integer, number, text) = ("", 0L, 0f, "");
        var integers = new List<long>();
        OnnxTensor? tensor = null;
        Fields(message, (tag, input) =>
        {
            switch (Number(tag))
            {
                case 1:
                    name = input.ReadString();
                    return true;
                case 2:
                    number = input.ReadFloat();
                    return true;
                case 3:
                    integer = input.ReadInt64();
                    return true;
                case 4:
                    text = input.ReadString();
                    return true;
                case 5:
                    tensor = ReadTensor(Bytes(input));
                    return true;
                case 8:
                    ReadIntegers(tag, input, integers);
                    return true;
                default:
                    return false;
            }
        });
        return new(name, integer, number, text, integers, tensor);
    }

    private static OnnxTensor ReadTensor(byte[] message)
    {
        var (name, type, isElsewhere, raw) = ("", 0, false, Array.Empty<byte>());
        var (shape, integers, floats) = (new List<long>(), new List<long>(), new List<float>());
        Fields(message, (tag, input) =>
        {
            switch (Number(tag))
            {
                case 1:
                    ReadIntegers(tag, input, shape);
                    return true;
                case 2:
                    type = input.ReadInt32();
                    return true;
                case 4:
                    ReadFloats(tag, input, floats);
                    return true;
                case 7:
                    ReadIntegers(tag, input, integers);
                    return true;
                case 8:
                    name = input.ReadString();
                    return true;
                case 9:
                    raw = Bytes(input);
                    return true;
                case 14:
                    isElsewhere = input.ReadEnum() != 0;
                    return true;
                default:
                    return false;
            }
        });
        if (isElsewhere || type is not (FloatData or IntegerData))
        {
            throw new NotSupportedException(isElsewhere
                ? $"the constant {name} is in another file. Export the model into a single file."
                : $"the constant {name} has the data type {type} of ONNX. Export the model with 32-bit floats.");
        }

        for (var offset = 0; offset < raw.Length; offset += type == FloatData ? sizeof(float) : sizeof(long))
        {
            if (type == FloatData)
            {
                floats.Add(BinaryPrimitives.ReadSingleLittleEndian(raw.AsSpan(offset)));
            }
            else
            {
                integers.Add(BinaryPrimitives.ReadInt64LittleEndian(raw.AsSpan(offset)));
            }
        }

        if (type == FloatData && floats.Count != shape.Aggregate(1L, static (product, length) => product * length))
        {
            throw new InvalidDataException($"the constant {name} doesn't have as many values as its shape.");
        }

        return new(name, shape, [.. floats], [.. integers]);
    }

    // The shape is in the type's tensor type.
    private static (string Name, long[] Shape) ReadValue(byte[] message)
    {
        var (name, shape) = ("", new List<long>());
        Fields(message, (tag, input) => Number(tag) switch
        {
            1 => Do(() => name = input.ReadString()),
            2 => Do(() => Fields(Bytes(input), (typeTag, type) => Number(typeTag) == 1 && Do(() =>
                Fields(Bytes(type), (tensorTag, tensor) => Number(tensorTag) == 2 && Do(() =>
                    Fields(Bytes(tensor), (shapeTag, dimensions) => Number(shapeTag) == 1 && Do(() =>
                        shape.Add(ReadDimension(Bytes(dimensions)))))))))),
            _ => false,
        });
        return (name, [.. shape]);
    }

    private static long ReadDimension(byte[] message)
    {
        var length = 0L;
        Fields(message, (tag, input) => Number(tag) == 1 && Do(() => length = input.ReadInt64()));
        return length;
    }

    private static bool Do(Action action)
    {
        action();
        return true;
    }

    // Calls read for each field; a field that it doesn't read is skipped.
    private static void Fields(byte[] message, Func<uint, CodedInputStream, bool> read)
    {
        using var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (!read(tag, input))
            {
                input.SkipLastField();
            }
        }
    }

    private static int Number(uint tag) => WireFormat.GetTagFieldNumber(tag);

    private static byte[] Bytes(CodedInputStream input) => input.ReadBytes().ToByteArray();

    // Lists of numbers are packed, or have a field for each number.
    private static void ReadIntegers(uint tag, CodedInputStream input, List<long> values)
    {
        if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint)
        {
            values.Add(input.ReadInt64());
            return;
        }

        using var packed = new CodedInputStream(Bytes(input));
        while (!packed.IsAtEnd)
        {
            values.Add(packed.ReadInt64());
        }
    }

    private static void ReadFloats(uint tag, CodedInputStream input, List<float> values)
    {
        if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.Fixed32)
        {
            values.Add(input.ReadFloat());
            return;
        }

        using var packed = new CodedInputStream(Bytes(input));
        while (!packed.IsAtEnd)
        {
            values.Add(packed.ReadFloat());
        }
    }
}
