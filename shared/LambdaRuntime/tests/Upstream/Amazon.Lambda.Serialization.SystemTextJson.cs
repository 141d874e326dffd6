// The public API of Amazon.Lambda.Serialization.SystemTextJson 3.0.0: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.Serialization.SystemTextJson
{
    public abstract class AbstractLambdaJsonSerializer
    {
        protected AbstractLambdaJsonSerializer(global::System.Action<global::System.Text.Json.JsonWriterOptions> jsonWriterCustomizer) => throw null!;

        protected global::System.Text.Json.JsonWriterOptions WriterOptions { get => throw null!; }

        public void Serialize<T>(T response, global::System.IO.Stream responseStream) => throw null!;

        public T Deserialize<T>(global::System.IO.Stream requestStream) => throw null!;

        protected virtual global::System.Text.Json.JsonSerializerOptions CreateDefaultJsonSerializationOptions() => throw null!;

        protected abstract void InternalSerialize<T>(global::System.Text.Json.Utf8JsonWriter writer, T response);

        protected abstract T InternalDeserialize<T>(byte[] utf8Json);
    }

    public class JsonSerializerException : global::System.Exception
    {
        public JsonSerializerException(string message) => throw null!;

        public JsonSerializerException(string message, global::System.Exception exception) => throw null!;
    }

    public class SourceGeneratorLambdaJsonSerializer<[global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers((global::System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes)3)] TSGContext> : global::Amazon.Lambda.Serialization.SystemTextJson.AbstractLambdaJsonSerializer, global::Amazon.Lambda.Core.ILambdaSerializer where TSGContext : global::System.Text.Json.Serialization.JsonSerializerContext
    {
        public SourceGeneratorLambdaJsonSerializer() : base(null) => throw null!;

        public SourceGeneratorLambdaJsonSerializer(global::System.Action<global::System.Text.Json.JsonSerializerOptions> customizer) : base(null) => throw null!;

        public SourceGeneratorLambdaJsonSerializer(global::System.Action<global::System.Text.Json.JsonWriterOptions> jsonWriterCustomizer) : base(null) => throw null!;

        public SourceGeneratorLambdaJsonSerializer(global::System.Action<global::System.Text.Json.JsonSerializerOptions> customizer, global::System.Action<global::System.Text.Json.JsonWriterOptions> jsonWriterCustomizer) : base(null) => throw null!;

        public SourceGeneratorLambdaJsonSerializer(TSGContext jsonSerializerContext, global::System.Action<global::System.Text.Json.JsonSerializerOptions> customizer = null, global::System.Action<global::System.Text.Json.JsonWriterOptions> jsonWriterCustomizer = null) : base(null) => throw null!;

        protected global::System.Text.Json.JsonSerializerOptions SerializerOptions { get => throw null!; }

        protected override void InternalSerialize<T>(global::System.Text.Json.Utf8JsonWriter writer, T response) => throw null!;

        protected override T InternalDeserialize<T>(byte[] utf8Json) => throw null!;
    }
}
