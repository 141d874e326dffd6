#nullable disable annotations // as upstream, so that sources build on either without a new warning

using System.Net;
using System.Text.Json.Serialization;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Amazon.Lambda.S3Events;

/// <summary>
/// What happened to objects of a bucket
/// (<see href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">format</see>).
/// </summary>
[JsonConverter(typeof(EventConverter<S3Event>))]
public class S3Event
{
    /// <summary>Null in the s3:TestEvent that S3 sends when a notification is set up.</summary>
    public List<S3EventNotificationRecord> Records { get; set; }

    public class S3EventNotificationRecord
    {
        public string AwsRegion { get; set; }

        /// <summary>Such as ObjectCreated:Put, without s3: in front.</summary>
        public string EventName { get; set; }

        /// <summary>aws:s3.</summary>
        public string EventSource { get; set; }

        /// <summary>When S3 finished the request, UTC.</summary>
        public DateTime EventTime { get; set; }

        /// <summary>Such as 2.1; a higher second number only adds members.</summary>
        public string EventVersion { get; set; }

        public RequestParametersEntity RequestParameters { get; set; }

        public ResponseElementsEntity ResponseElements { get; set; }

        public S3Entity S3 { get; set; }

        public UserIdentityEntity UserIdentity { get; set; }

        /// <summary>Only with ObjectRestore:Completed.</summary>
        public S3GlacierEventDataEntity GlacierEventData { get; set; }
    }

    public class S3Entity
    {
        /// <summary>The name of the bucket's notification.</summary>
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
        /// <summary>As it was sent: URL-encoded as in a form, where a space is a plus sign.</summary>
        public string Key { get; set; }

        /// <summary>The key that the object has.</summary>
        public string KeyDecoded => WebUtility.UrlDecode(Key);

        /// <summary>In bytes; 0 where there is none, as of a delete marker.</summary>
        public long Size { get; set; }

        /// <summary>Without quotation marks.</summary>
        public string ETag { get; set; }

        /// <summary>Null in a bucket without versioning.</summary>
        public string VersionId { get; set; }

        /// <summary>
        /// Orders the events of one key: hexadecimal digits, compared as text after the shorter one is padded with
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
