using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.S3Events.S3Event;

namespace Amazon.Lambda.S3Events;

/// <summary>The members of an S3 notification.</summary>
internal static class S3EventMembers
{
    public static void Of(ref EventJson json, S3Event value) =>
        value.Records = json.Objects("Records"u8, value.Records, Record);

    private static void Record(ref EventJson json, S3EventNotificationRecord value)
    {
        value.EventVersion = json.String("eventVersion"u8, value.EventVersion);
        value.EventSource = json.String("eventSource"u8, value.EventSource);
        value.AwsRegion = json.String("awsRegion"u8, value.AwsRegion);
        value.EventTime = json.DateTime("eventTime"u8, value.EventTime);
        value.EventName = json.String("eventName"u8, value.EventName);
        value.UserIdentity = json.Object("userIdentity"u8, value.UserIdentity, Identity);
        value.RequestParameters = json.Object("requestParameters"u8, value.RequestParameters, Parameters);
        value.ResponseElements = json.Object("responseElements"u8, value.ResponseElements, Elements);
        value.S3 = json.Object("s3"u8, value.S3, S3);
        value.GlacierEventData = json.Object("glacierEventData"u8, value.GlacierEventData, Glacier);
    }

    private static void S3(ref EventJson json, S3Entity value)
    {
        value.S3SchemaVersion = json.String("s3SchemaVersion"u8, value.S3SchemaVersion);
        value.ConfigurationId = json.String("configurationId"u8, value.ConfigurationId);
        value.Bucket = json.Object("bucket"u8, value.Bucket, Bucket);
        value.Object = json.Object("object"u8, value.Object, Object);
    }

    private static void Bucket(ref EventJson json, S3BucketEntity value)
    {
        value.Name = json.String("name"u8, value.Name);
        value.OwnerIdentity = json.Object("ownerIdentity"u8, value.OwnerIdentity, Identity);
        value.Arn = json.String("arn"u8, value.Arn);
    }

    private static void Object(ref EventJson json, S3ObjectEntity value)
    {
        value.Key = json.String("key"u8, value.Key);
        value.Size = json.Int64("size"u8, value.Size);
        value.ETag = json.String("eTag"u8, value.ETag);
        value.VersionId = json.String("versionId"u8, value.VersionId);
        value.Sequencer = json.String("sequencer"u8, value.Sequencer);
    }

    private static void Identity(ref EventJson json, UserIdentityEntity value) =>
        value.PrincipalId = json.String("principalId"u8, value.PrincipalId);

    private static void Parameters(ref EventJson json, RequestParametersEntity value) =>
        value.SourceIPAddress = json.String("sourceIPAddress"u8, value.SourceIPAddress);

    private static void Elements(ref EventJson json, ResponseElementsEntity value)
    {
        value.XAmzRequestId = json.String("x-amz-request-id"u8, value.XAmzRequestId);
        value.XAmzId2 = json.String("x-amz-id-2"u8, value.XAmzId2);
    }

    private static void Glacier(ref EventJson json, S3GlacierEventDataEntity value) =>
        value.RestoreEventData = json.Object("restoreEventData"u8, value.RestoreEventData, Restore);

    private static void Restore(ref EventJson json, S3RestoreEventDataEntity value)
    {
        value.LifecycleRestorationExpiryTime = json.DateTime("lifecycleRestorationExpiryTime"u8, value.LifecycleRestorationExpiryTime);
        value.LifecycleRestoreStorageClass = json.String("lifecycleRestoreStorageClass"u8, value.LifecycleRestoreStorageClass);
    }
}
