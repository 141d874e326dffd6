// The public API of Amazon.Lambda.S3Events 4.0.0: declarations of the types that LambdaRuntime covers, without code.

namespace Amazon.Lambda.S3Events
{
    public class S3Event
    {
        public S3Event() => throw null!;

        public global::System.Collections.Generic.List<global::Amazon.Lambda.S3Events.S3Event.S3EventNotificationRecord> Records { get => throw null!; set => throw null!; }

        public class UserIdentityEntity
        {
            public UserIdentityEntity() => throw null!;

            public string PrincipalId { get => throw null!; set => throw null!; }
        }

        public class S3BucketEntity
        {
            public S3BucketEntity() => throw null!;

            public string Name { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.UserIdentityEntity OwnerIdentity { get => throw null!; set => throw null!; }

            public string Arn { get => throw null!; set => throw null!; }
        }

        public class S3ObjectEntity
        {
            public S3ObjectEntity() => throw null!;

            public string Key { get => throw null!; set => throw null!; }

            public string KeyDecoded { get => throw null!; }

            public long Size { get => throw null!; set => throw null!; }

            public string ETag { get => throw null!; set => throw null!; }

            public string VersionId { get => throw null!; set => throw null!; }

            public string Sequencer { get => throw null!; set => throw null!; }
        }

        public class S3Entity
        {
            public S3Entity() => throw null!;

            public string ConfigurationId { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.S3BucketEntity Bucket { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.S3ObjectEntity Object { get => throw null!; set => throw null!; }

            public string S3SchemaVersion { get => throw null!; set => throw null!; }
        }

        public class RequestParametersEntity
        {
            public RequestParametersEntity() => throw null!;

            public string SourceIPAddress { get => throw null!; set => throw null!; }
        }

        public class ResponseElementsEntity
        {
            public ResponseElementsEntity() => throw null!;

            [global::System.Text.Json.Serialization.JsonPropertyName("x-amz-id-2")]
            public string XAmzId2 { get => throw null!; set => throw null!; }

            [global::System.Text.Json.Serialization.JsonPropertyName("x-amz-request-id")]
            public string XAmzRequestId { get => throw null!; set => throw null!; }
        }

        public class S3GlacierEventDataEntity
        {
            public S3GlacierEventDataEntity() => throw null!;

            public global::Amazon.Lambda.S3Events.S3Event.S3RestoreEventDataEntity RestoreEventData { get => throw null!; set => throw null!; }
        }

        public class S3RestoreEventDataEntity
        {
            public S3RestoreEventDataEntity() => throw null!;

            public global::System.DateTime LifecycleRestorationExpiryTime { get => throw null!; set => throw null!; }

            public string LifecycleRestoreStorageClass { get => throw null!; set => throw null!; }
        }

        public class S3EventNotificationRecord
        {
            public S3EventNotificationRecord() => throw null!;

            public string AwsRegion { get => throw null!; set => throw null!; }

            public string EventName { get => throw null!; set => throw null!; }

            public string EventSource { get => throw null!; set => throw null!; }

            public global::System.DateTime EventTime { get => throw null!; set => throw null!; }

            public string EventVersion { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.RequestParametersEntity RequestParameters { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.ResponseElementsEntity ResponseElements { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.S3Entity S3 { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.UserIdentityEntity UserIdentity { get => throw null!; set => throw null!; }

            public global::Amazon.Lambda.S3Events.S3Event.S3GlacierEventDataEntity GlacierEventData { get => throw null!; set => throw null!; }
        }
    }
}
