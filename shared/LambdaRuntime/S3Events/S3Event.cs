#nullable disable annotations // as upstream, so that sources build with both without a new warning

using System.Net;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.S3Events;

/// <summary>
/// A notification about objects in a bucket
/// (<see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<S3Event>))]
public class S3Event
{
    /// <summary>The records; null in the s3:TestEvent that S3 sends when a notification is configured.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    public class S3EventNotificationRecord
    {
        public string AwsRegion { get; set; }

        /// <summary>The event name, such as ObjectCreated:Put, without the prefix s3:.</summary>
        public string EventName { get; set; }

        /// <summary>The event source, aws:s3.</summary>
        public string EventSource { get; set; }

        /// <summary>When S3 completed the request, in UTC.</summary>
        public DateTime EventTime { get; set; }

        /// <summary>The version of the format, such as 2.1; a higher minor version only adds members.</summary>
        public string EventVersion { get; set; }

        public RequestParametersEntity RequestParameters { get; set; }

        public ResponseElementsEntity ResponseElements { get; set; }

        public S3Entity S3 { get; set; }

        public UserIdentityEntity UserIdentity { get; set; }

        /// <summary>The restore data, only for ObjectRestore:Completed.</summary>
        public S3GlacierEventDataEntity GlacierEventData { get; set; }
    }

    public class S3Entity
    {
        /// <summary>The ID of the bucket's notification configuration.</summary>
        public string ConfigurationId { get; set; }

        public S3BucketEntity Bucket { get; set; }

        public S3ObjectEntity Object { get; set; }

        public string S3SchemaVersion { get; set; }
    }

    public class S3BucketEntity
    {
        public string Name { get; set; }

        public UserIdentityEntity OwnerIdentity { get; set; }

        public string Arn { get; set; }
    }

    public class S3ObjectEntity
    {
        /// <summary>The key as in the event: form-encoded, with a plus sign for a space.</summary>
        public string Key { get; set; }

        /// <summary>The decoded key of the object.</summary>
        public string KeyDecoded => WebUtility.UrlDecode(Key);

        /// <summary>The size in bytes; 0 if there is none, for example for a delete marker.</summary>
        public long Size { get; set; }

        /// <summary>The ETag, without quotation marks.</summary>
        public string ETag { get; set; }

        /// <summary>The version ID; null in a bucket without versioning.</summary>
        public string VersionId { get; set; }

        /// <summary>
        /// Determines the order of events for a key: hexadecimal digits, compared as text after the shorter one is padded with
        /// zeros on the right.
        /// </summary>
        public string Sequencer { get; set; }
    }

    public class UserIdentityEntity
    {
        public string PrincipalId { get; set; }
    }

    public class RequestParametersEntity
    {
        public string SourceIPAddress { get; set; }
    }

    public class ResponseElementsEntity
    {
        /// <summary>The S3 host that processed the request.</summary>
        public string XAmzId2 { get; set; }

        public string XAmzRequestId { get; set; }
    }

    public class S3GlacierEventDataEntity
    {
        public S3RestoreEventDataEntity RestoreEventData { get; set; }
    }

    public class S3RestoreEventDataEntity
    {
        public DateTime LifecycleRestorationExpiryTime { get; set; }

        public string LifecycleRestoreStorageClass { get; set; }
    }
}
