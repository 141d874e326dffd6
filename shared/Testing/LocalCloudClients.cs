using Amazon.Runtime;
using Amazon.S3;

namespace Quickchange.Testing;

/// <summary>AWS clients for a local cloud, of any service: <c>new AmazonSQSClient(cloud.Credentials(), cloud.Configure(new AmazonSQSConfig()))</c>.</summary>
public static class LocalCloudClients
{
    /// <summary>The credentials of the cloud's user, who may do everything.</summary>
    public static AWSCredentials Credentials(this LocalCloud cloud) => new BasicAWSCredentials(cloud.AccessKeyId, cloud.SecretAccessKey);

    /// <summary>Lets a client call the cloud.</summary>
    public static TConfig Configure<TConfig>(this LocalCloud cloud, TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = cloud.AwsEndpoint.ToString();
        config.AuthenticationRegion = cloud.Region;
        if (config is AmazonS3Config s3)
        {
            // The endpoint has no host names of buckets.
            s3.ForcePathStyle = true;
        }

        return config;
    }
}
