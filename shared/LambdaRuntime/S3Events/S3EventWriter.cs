using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.S3Events.S3Event;

namespace Amazon.Lambda.S3Events;

/// <summary>Writes an S3 notification.</summary>
internal static class S3EventWriter
{
    public static void WriteEvent(Utf8JsonWriter writer, S3Event value)
    {
        writer.WriteStartObject();
        writer.WriteObjects("Records", value.Records, WriteRecord);
        writer.WriteEndObject();
    }

    private static void WriteRecord(Utf8JsonWriter writer, S3EventNotificationRecord value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("eventVersion", value.EventVersion);
        writer.WriteOptional("eventSource", value.EventSource);
        writer.WriteOptional("awsRegion", value.AwsRegion);
        writer.WriteOptional("eventTime", value.EventTime);
        writer.WriteOptional("eventName", value.EventName);
        writer.WriteObject("userIdentity", value.UserIdentity, WriteIdentity);
        writer.WriteObject("requestParameters", value.RequestParameters, WriteParameters);
        writer.WriteObject("responseElements", value.ResponseElements, WriteElements);
        writer.WriteObject("s3", value.S3, WriteS3);
        writer.WriteObject("glacierEventData", value.GlacierEventData, WriteGlacier);
        writer.WriteEndObject();
    }

    private static void WriteS3(Utf8JsonWriter writer, S3Entity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("s3SchemaVersion", value.S3SchemaVersion);
        writer.WriteOptional("configurationId", value.ConfigurationId);
        writer.WriteObject("bucket", value.Bucket, WriteBucket);
        writer.WriteObject("object", value.Object, WriteObject);
        writer.WriteEndObject();
    }

    private static void WriteBucket(Utf8JsonWriter writer, S3BucketEntity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("name", value.Name);
        writer.WriteObject("ownerIdentity", value.OwnerIdentity, WriteIdentity);
        writer.WriteOptional("arn", value.Arn);
        writer.WriteEndObject();
    }

    private static void WriteObject(Utf8JsonWriter writer, S3ObjectEntity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("key", value.Key);
        writer.WriteNumber("size"u8, value.Size);
        writer.WriteOptional("eTag", value.ETag);
        writer.WriteOptional("versionId", value.VersionId);
        writer.WriteOptional("sequencer", value.Sequencer);
        writer.WriteEndObject();
    }

    private static void WriteIdentity(Utf8JsonWriter writer, UserIdentityEntity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("principalId", value.PrincipalId);
        writer.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter writer, RequestParametersEntity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("sourceIPAddress", value.SourceIPAddress);
        writer.WriteEndObject();
    }

    private static void WriteElements(Utf8JsonWriter writer, ResponseElementsEntity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("x-amz-request-id", value.XAmzRequestId);
        writer.WriteOptional("x-amz-id-2", value.XAmzId2);
        writer.WriteEndObject();
    }

    private static void WriteGlacier(Utf8JsonWriter writer, S3GlacierEventDataEntity value)
    {
        writer.WriteStartObject();
        writer.WriteObject("restoreEventData", value.RestoreEventData, WriteRestore);
        writer.WriteEndObject();
    }

    private static void WriteRestore(Utf8JsonWriter writer, S3RestoreEventDataEntity value)
    {
        writer.WriteStartObject();
        writer.WriteOptional("lifecycleRestorationExpiryTime", value.LifecycleRestorationExpiryTime);
        writer.WriteOptional("lifecycleRestoreStorageClass", value.LifecycleRestoreStorageClass);
        writer.WriteEndObject();
    }
}
