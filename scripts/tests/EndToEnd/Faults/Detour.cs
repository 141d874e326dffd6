using System.Globalization;

namespace Quickchange.Scripts.Tests.EndToEnd.Faults;

/// <summary>
/// The functions upload and worker of a cloud, made to call AWS by way of a fault injector, and the worker and its queue
/// with the timeouts of a fault plan; at the end all is as it was.
/// </summary>
internal sealed class Detour : IAsyncDisposable
{
    private const string Program = """
        import boto3, json, sys
        endpoint, timeout, visibility, before = sys.argv[1], int(sys.argv[2]), sys.argv[3], json.loads(sys.argv[4])
        lambda_, sqs = boto3.client("lambda"), boto3.client("sqs")
        queue = sqs.get_queue_url(QueueName="quickchange-local-change-requests")["QueueUrl"]
        was = {"visibility": sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["VisibilityTimeout"])["Attributes"]["VisibilityTimeout"]}
        for function in ("quickchange-local-upload", "quickchange-local-worker"):
            now = lambda_.get_function_configuration(FunctionName=function)
            alias = lambda_.get_alias(FunctionName=function, Name="live")["FunctionVersion"]
            was[function] = {"timeout": now["Timeout"], "variables": now["Environment"]["Variables"], "version": alias}
            old = before.get(function)
            variables = old["variables"] if old else now["Environment"]["Variables"] | {"AWS_ENDPOINT_URL": endpoint}
            seconds = old["timeout"] if old else timeout if function.endswith("worker") else now["Timeout"]
            lambda_.update_function_configuration(FunctionName=function, Environment={"Variables": variables}, Timeout=seconds)
            version = old["version"] if old else lambda_.publish_version(FunctionName=function)["Version"]
            lambda_.update_alias(FunctionName=function, Name="live", FunctionVersion=version)
            if old:
                lambda_.delete_function(FunctionName=function, Qualifier=alias)
        sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": before.get("visibility", visibility)})
        print(json.dumps(was))
        """;

    private readonly Cloud _cloud;
    private readonly string _before;

    private Detour(Cloud cloud, string before)
    {
        _cloud = cloud;
        _before = before;
    }

    public static async Task<Detour> ByWayOfAsync(FaultInjector injector, Cloud cloud) =>
        new(cloud, await RunAsync(cloud, injector.Endpoint, "{}"));

    public async ValueTask DisposeAsync() => await RunAsync(_cloud, "", _before);

    private static Task<string> RunAsync(Cloud cloud, string endpoint, string before) => cloud.PythonAsync(
        Program, endpoint, Seconds(FaultPlan.Timeout), Seconds(FaultPlan.VisibilityTimeout), before);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString(CultureInfo.InvariantCulture);
}
