using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.S3Events.S3Event;

namespace Amazon.Lambda.S3Events;

/// <summary>Reads an S3 notification, without its bucket and object.</summary>
internal static partial class S3EventReader
{
    public static S3Event ReadEvent(ref Utf8JsonReader reader)
    {
        var value = new S3Event();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("Records"u8))
            {
                value.Records = reader.ReadObjects(ReadRecord);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static S3EventNotificationRecord ReadRecord(ref Utf8JsonReader reader)
    {
        var value = new S3EventNotificationRecord();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("eventVersion"u8))
            {
                value.EventVersion = reader.ReadString();
            }
            else if (reader.ValueTextEquals("eventSource"u8))
            {
                value.EventSource = reader.ReadString();
            }
            else if (reader.ValueTextEquals("awsRegion"u8))
            {
                value.AwsRegion = reader.ReadString();
            }
            else if (reader.ValueTextEquals("eventTime"u8))
            {
                value.EventTime = reader.ReadDateTime();
            }
            else if (reader.ValueTextEquals("eventName"u8))
            {
                value.EventName = reader.ReadString();
            }
            else if (reader.ValueTextEquals("userIdentity"u8))
            {
                value.UserIdentity = reader.ReadObject(ReadIdentity);
            }
            else if (reader.ValueTextEquals("requestParameters"u8))
            {
                value.RequestParameters = reader.ReadObject(ReadParameters);
            }
            else if (reader.ValueTextEquals("responseElements"u8))
            {
                value.ResponseElements = reader.ReadObject(ReadElements);
            }
            else if (reader.ValueTextEquals("s3"u8))
            {
                value.S3 = reader.ReadObject(ReadS3);
            }
            else if (reader.ValueTextEquals("glacierEventData"u8))
            {
                value.GlacierEventData = reader.ReadObject(ReadGlacier);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static RequestParametersEntity ReadParameters(ref Utf8JsonReader reader)
    {
        var value = new RequestParametersEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("sourceIPAddress"u8))
            {
                value.SourceIPAddress = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static ResponseElementsEntity ReadElements(ref Utf8JsonReader reader)
    {
        var value = new ResponseElementsEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("x-amz-request-id"u8))
            {
                value.XAmzRequestId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("x-amz-id-2"u8))
            {
                value.XAmzId2 = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static S3GlacierEventDataEntity ReadGlacier(ref Utf8JsonReader reader)
    {
        var value = new S3GlacierEventDataEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("restoreEventData"u8))
            {
                value.RestoreEventData = reader.ReadObject(ReadRestore);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static S3RestoreEventDataEntity ReadRestore(ref Utf8JsonReader reader)
    {
        var value = new S3RestoreEventDataEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("lifecycleRestorationExpiryTime"u8))
            {
                value.LifecycleRestorationExpiryTime = reader.ReadDateTime();
            }
            else if (reader.ValueTextEquals("lifecycleRestoreStorageClass"u8))
            {
                value.LifecycleRestoreStorageClass = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }
}
