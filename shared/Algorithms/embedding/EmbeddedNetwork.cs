using System.Buffers.Binary;
using Quickchange.Algorithms.Inference;

namespace Quickchange.Algorithms.Embedding;

/// <summary>Turns an ONNX model into a file of <see cref="NetworkFormat"/>.</summary>
internal static class EmbeddedNetwork
{
    /// <param name="model">The model: a chain of operations that <see cref="Chain"/> knows.</param>
    /// <param name="floatWeights">Whether weights stay floats, instead of 8 bits.</param>
    /// <exception cref="InvalidDataException">The bytes are no ONNX model.</exception>
    /// <exception cref="NotSupportedException">The model can't be embedded; the message names the operation.</exception>
    public static byte[] From(byte[] model, bool floatWeights = false)
    {
        var chain = Chain.Of(OnnxReader.Read(model));
        var file = Write(chain, floatWeights);
        // A network that can't be read must not be written.
        _ = new Network(file);
        return file;
    }

    private static byte[] Write(Chain chain, bool floatWeights)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(NetworkFormat.Magic);
        writer.Write((ushort)NetworkFormat.Version);
        writer.Write(checked((ushort)chain.Layers.Count));
        writer.Write(0);
        writer.Write(checked((ushort)chain.Height));
        writer.Write(checked((ushort)chain.Width));
        writer.Write(checked((ushort)chain.Channels));
        writer.Write((ushort)0);
        foreach (var layer in chain.Layers)
        {
            Write(writer, layer, floatWeights);
        }

        var file = stream.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(NetworkFormat.ChecksumOffset), NetworkFormat.ChecksumOf(file));
        return file;
    }

    private static void Write(BinaryWriter writer, ChainLayer layer, bool floatWeights)
    {
        writer.Write((byte)layer.Kind);
        writer.Write((byte)(
            (layer.Relu ? LayerOptions.Relu : 0) | (layer.Outputs > 0 && floatWeights ? LayerOptions.FloatWeights : 0)));
        foreach (var number in layer.Window)
        {
            writer.Write(number);
        }

        writer.Write(checked((ushort)layer.Outputs));
        writer.Write(0);
        if (layer.Outputs == 0)
        {
            return;
        }

        var padded = NetworkFormat.Padded(layer.Outputs);
        for (var output = 0; output < padded; output++)
        {
            writer.Write(output < layer.Outputs ? layer.Biases[output] : 0f);
        }

        var scales = layer.Scales();
        if (!floatWeights)
        {
            foreach (var scale in scales)
            {
                writer.Write(scale);
            }

            writer.Write(new byte[(padded - layer.Outputs) * sizeof(float)]);
        }

        for (var block = 0; block < padded; block += NetworkFormat.BlockLength)
        {
            for (var input = 0; input < layer.Inputs; input++)
            {
                for (var output = block; output < block + NetworkFormat.BlockLength; output++)
                {
                    var weight = output < layer.Outputs ? layer.Weights[(output * layer.Inputs) + input] : 0f;
                    if (floatWeights)
                    {
                        writer.Write(weight);
                    }
                    else
                    {
                        writer.Write(output < layer.Outputs ? ChainLayer.Quantized(weight, scales[output]) : (sbyte)0);
                    }
                }
            }
        }
    }
}
