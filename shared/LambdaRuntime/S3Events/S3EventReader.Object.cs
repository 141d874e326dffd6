using System.Text.Json;
using Amazon.Lambda.Serialization.SystemTextJson;
using static Amazon.Lambda.S3Events.S3Event;

namespace Amazon.Lambda.S3Events;

/// <summary>Reads what an S3 notification says about the bucket and the object.</summary>
internal static partial class S3EventReader
{
    private static S3Entity ReadS3(ref Utf8JsonReader reader)
    {
        var value = new S3Entity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("s3SchemaVersion"u8))
            {
                value.S3SchemaVersion = reader.ReadString();
            }
            else if (reader.ValueTextEquals("configurationId"u8))
            {
                value.ConfigurationId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("bucket"u8))
            {
                value.Bucket = reader.ReadObject(ReadBucket);
            }
            else if (reader.ValueTextEquals("object"u8))
            {
                value.Object = reader.ReadObject(ReadObject);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static S3BucketEntity ReadBucket(ref Utf8JsonReader reader)
    {
        var value = new S3BucketEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("name"u8))
            {
                value.Name = reader.ReadString();
            }
            else if (reader.ValueTextEquals("ownerIdentity"u8))
            {
                value.OwnerIdentity = reader.ReadObject(ReadIdentity);
            }
            else if (reader.ValueTextEquals("arn"u8))
            {
                value.Arn = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static S3ObjectEntity ReadObject(ref Utf8JsonReader reader)
    {
        var value = new S3ObjectEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("key"u8))
            {
                value.Key = reader.ReadString();
            }
            else if (reader.ValueTextEquals("size"u8))
            {
                value.Size = reader.ReadInt64();
            }
            else if (reader.ValueTextEquals("eTag"u8))
            {
                value.ETag = reader.ReadString();
            }
            else if (reader.ValueTextEquals("versionId"u8))
            {
                value.VersionId = reader.ReadString();
            }
            else if (reader.ValueTextEquals("sequencer"u8))
            {
                value.Sequencer = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }

    private static UserIdentityEntity ReadIdentity(ref Utf8JsonReader reader)
    {
        var value = new UserIdentityEntity();
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("principalId"u8))
            {
                value.PrincipalId = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return value;
    }
}
