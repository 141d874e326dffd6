// The public API of Amazon.Lambda.Core 3.2.0: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.Core
{
    public interface IClientApplication
    {
        string AppPackageName { get; }

        string AppTitle { get; }

        string AppVersionCode { get; }

        string AppVersionName { get; }

        string InstallationId { get; }
    }

    public interface IClientContext
    {
        global::System.Collections.Generic.IDictionary<string, string> Environment { get; }

        global::Amazon.Lambda.Core.IClientApplication Client { get; }

        global::System.Collections.Generic.IDictionary<string, string> Custom { get; }
    }

    public interface ICognitoIdentity
    {
        string IdentityId { get; }

        string IdentityPoolId { get; }
    }

    public interface ILambdaContext
    {
        string AwsRequestId { get; }

        global::Amazon.Lambda.Core.IClientContext ClientContext { get; }

        string FunctionName { get; }

        string FunctionVersion { get; }

        global::Amazon.Lambda.Core.ICognitoIdentity Identity { get; }

        string InvokedFunctionArn { get; }

        global::Amazon.Lambda.Core.ILambdaLogger Logger { get; }

        string LogGroupName { get; }

        string LogStreamName { get; }

        int MemoryLimitInMB { get; }

        global::System.TimeSpan RemainingTime { get; }

        string TenantId { get => throw null!; }

        string TraceId { get => throw null!; }

        global::Amazon.Lambda.Core.ILambdaSerializer Serializer { get => throw null!; }
    }

    public interface ILambdaLogger
    {
        void Log(string message);

        void LogLine(string message);

        void Log(string level, string message) => throw null!;

        void Log(global::Amazon.Lambda.Core.LogLevel level, string message) => throw null!;

        void LogTrace(string message) => throw null!;

        void LogDebug(string message) => throw null!;

        void LogInformation(string message) => throw null!;

        void LogWarning(string message) => throw null!;

        void LogError(string message) => throw null!;

        void LogCritical(string message) => throw null!;

        void Log(string level, string message, params object[] args) => throw null!;

        void Log(string level, global::System.Exception exception, string message, params object[] args) => throw null!;

        void Log(global::Amazon.Lambda.Core.LogLevel level, string message, params object[] args) => throw null!;

        void Log(global::Amazon.Lambda.Core.LogLevel level, global::System.Exception exception, string message, params object[] args) => throw null!;

        void LogTrace(string message, params object[] args) => throw null!;

        void LogTrace(global::System.Exception exception, string message, params object[] args) => throw null!;

        void LogDebug(string message, params object[] args) => throw null!;

        void LogDebug(global::System.Exception exception, string message, params object[] args) => throw null!;

        void LogInformation(string message, params object[] args) => throw null!;

        void LogInformation(global::System.Exception exception, string message, params object[] args) => throw null!;

        void LogWarning(string message, params object[] args) => throw null!;

        void LogWarning(global::System.Exception exception, string message, params object[] args) => throw null!;

        void LogError(string message, params object[] args) => throw null!;

        void LogError(global::System.Exception exception, string message, params object[] args) => throw null!;

        void LogCritical(string message, params object[] args) => throw null!;

        void LogCritical(global::System.Exception exception, string message, params object[] args) => throw null!;
    }

    public interface ILambdaSerializer
    {
        T Deserialize<T>(global::System.IO.Stream requestStream);

        void Serialize<T>(T response, global::System.IO.Stream responseStream);
    }

    public static class LambdaLogger
    {
        public static void Log(string message) => throw null!;

        public static void Log(string level, string message, params object[] args) => throw null!;

        public static void Log(global::Amazon.Lambda.Core.LogLevel level, string message, params object[] args) => throw null!;

        public static void Log(string level, global::System.Exception exception, string message, params object[] args) => throw null!;

        public static void Log(global::Amazon.Lambda.Core.LogLevel level, global::System.Exception exception, string message, params object[] args) => throw null!;
    }

    public enum LogLevel
    {
        Trace = 0,
        Debug = 1,
        Information = 2,
        Warning = 3,
        Error = 4,
        Critical = 5,
    }
}
