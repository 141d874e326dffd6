namespace Amazon.Lambda.Core;

/// <summary>Converts an event into the handler's input, and the handler's output into the response.</summary>
public interface ILambdaSerializer
{
    T Deserialize<T>(Stream requestStream);

    void Serialize<T>(T response, Stream responseStream);
}
