using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Quickchange.Pipeline;

/// <summary>
/// Registers the services of the pipeline's functions. A client is created once per execution environment; its Region, endpoint
/// and credentials come only from environment variables. Services that a function doesn't register aren't linked.
/// </summary>
public static class PipelineServices
{
    // Lambda's environment variables contain the role's credentials, so no other source has to be searched.
    private static AWSCredentials Credentials => new EnvironmentVariablesAWSCredentials();

    public static IServiceCollection AddS3(this IServiceCollection services) =>
        services.AddSingleton<IAmazonS3>(static _ => new AmazonS3Client(Credentials, Configured(new AmazonS3Config
        {
            // On AWS, bucket names are host names; another endpoint has only one host name.
            ForcePathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is not null,
        })));

    public static IServiceCollection AddSqs(this IServiceCollection services) =>
        services.AddSingleton<IAmazonSQS>(static _ => new AmazonSQSClient(Credentials, Configured(new AmazonSQSConfig())));

    /// <summary>The table of the permission "write results" or "read results".</summary>
    public static IServiceCollection AddResultTable(this IServiceCollection services) =>
        services.AddDynamoDb().AddSingleton(static provider =>
            new ResultTable(provider.GetRequiredService<IAmazonDynamoDB>(), Variable("RESULTS_TABLE")));

    /// <summary>The table of the permission "write files" or "read files".</summary>
    public static IServiceCollection AddFileTable(this IServiceCollection services) =>
        services.AddDynamoDb().AddSingleton(static provider =>
            new FileTable(provider.GetRequiredService<IAmazonDynamoDB>(), Variable("FILES_TABLE")));

    public static IServiceCollection AddCoinChangeMaker(this IServiceCollection services) =>
        services.AddSingleton(static _ => new CoinChangeMaker());

    public static IServiceCollection AddMetrics(this IServiceCollection services) =>
        services.AddSingleton(static _ =>
            new EmbeddedMetrics(Console.OpenStandardOutput(), Variable("AWS_LAMBDA_FUNCTION_NAME"), TimeProvider.System));

    /// <exception cref="InvalidOperationException">The environment variable is not set.</exception>
    public static string Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"The environment variable {name} is not set. A permission of the function's descriptor sets it.");

    // Both tables share the client.
    private static IServiceCollection AddDynamoDb(this IServiceCollection services)
    {
        services.TryAddSingleton<IAmazonDynamoDB>(static _ =>
            new AmazonDynamoDBClient(Credentials, Configured(new AmazonDynamoDBConfig())));
        return services;
    }

    // A call that hangs is retried well before the function's own timeout.
    private static T Configured<T>(T config)
        where T : ClientConfig
    {
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 4;
        config.Timeout = TimeSpan.FromSeconds(10);
        return config;
    }
}
