using Amazon.Lambda.CloudWatchEvents;
using Amazon.Lambda.CloudWatchEvents.ScheduledEvents;
using Amazon.Lambda.S3Events;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace Amazon.Lambda.Tests;

/// <summary>Events of SQS, S3 and EventBridge.</summary>
public partial class EventTests
{
    [Test]
    public void A_batch_response_survives_being_read_and_written()
    {
        const string Text = """{"batchItemFailures":[{"itemIdentifier":"a"},{"itemIdentifier":"b"}]}""";

        Assert.That(Write(Read<SQSBatchResponse>(Text)), Is.EqualTo(Text));
        Assert.That(Write(new SQSBatchResponse()), Is.EqualTo("""{"batchItemFailures":[]}"""));
    }

    [Test]
    public void Binary_attributes_are_decoded()
    {
        var attributes = Read<SQSEvent>(Payload("sqs-standard.json")).Records[0].MessageAttributes;

        Assert.That(attributes["digest"].BinaryValue.ToArray(), Is.EqualTo(new byte[] { 0, 1, 254, 255 }));
        Assert.That(attributes["lists"].BinaryListValues.Select(item => item.Length), Is.EqualTo(new[] { 1L, 0L }));
    }

    [TestCase("a+b", "a b")]
    [TestCase("a%2Bb", "a+b")]
    [TestCase("inbox/%C3%BC%3D%25.csv", "inbox/ü=%.csv")]
    [TestCase(null, null)]
    public void The_key_of_an_object_is_decoded(string? key, string? decoded) =>
        Assert.That(new S3Event.S3ObjectEntity { Key = key! }.KeyDecoded, Is.EqualTo(decoded));

    [Test]
    public void A_delete_marker_has_no_size()
    {
        var marker = Read<S3Event>(Payload("s3-delete-marker.json")).Records[0];

        using var all = Assert.EnterMultipleScope();
        Assert.That(marker.EventName, Is.EqualTo("ObjectRemoved:DeleteMarkerCreated"));
        Assert.That(marker.S3.Object.Size, Is.Zero);
        Assert.That(marker.S3.Object.VersionId, Is.EqualTo("3sL4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY"));
        Assert.That(marker.S3.Object.Sequencer, Is.EqualTo("0055AED6DCD90281E8"));
    }

    [Test]
    public void The_test_event_of_S3_has_no_records() =>
        Assert.That(
            Read<S3Event>(
                """{"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-24T10:15:30.123Z","Bucket":"uploads","RequestId":"5582815E1AEA5ADF","HostId":"8cLeGAmw098X"}""")
                .Records,
            Is.Null);

    [TestCase("2026-11-24T10:15:30Z", 0)]
    [TestCase("2026-11-24T10:15:30.000Z", 0)]
    [TestCase("2026-11-24T10:15:30.12Z", 120)]
    [TestCase("2026-11-24T10:15:30.123Z", 123)]
    public void Times_are_read_in_UTC_with_and_without_fractions(string text, int milliseconds)
    {
        var time = Read<S3Event>($$"""{"Records":[{"eventTime":"{{text}}"}]}""").Records[0].EventTime;

        Assert.That(time, Is.EqualTo(new DateTime(2026, 11, 24, 10, 15, 30, milliseconds, DateTimeKind.Utc)));
        Assert.That(time.Kind, Is.EqualTo(DateTimeKind.Utc));
    }

    [Test]
    public void The_scheduler_may_send_its_detail_as_text()
    {
        var scheduled = Read<ScheduledEvent>(Payload("scheduled-scheduler.json"));

        using var all = Assert.EnterMultipleScope();
        Assert.That(scheduled.Source, Is.EqualTo("aws.scheduler"));
        Assert.That(scheduled.Time, Is.EqualTo(new DateTime(2026, 11, 24, 10, 5, 0, DateTimeKind.Utc)));
        Assert.That(scheduled.Detail, Is.Not.Null);
    }

    [Test]
    public void The_event_of_another_service_is_the_contexts_to_read()
    {
        var value = Read<CloudWatchEvent<Coin>>("""{"detail-type":"Coin found","detail":{"Name":"x","Count":1}}""");

        Assert.That(value.DetailType, Is.EqualTo("Coin found"));
        Assert.That(value.Detail, Is.EqualTo(new Coin("x", 1)));
    }

    [Test]
    public void What_is_missing_null_or_unknown_in_an_event_stays_null()
    {
        using var all = Assert.EnterMultipleScope();
        Assert.That(Write(Read<SQSEvent>("""{"new":[{}],"Records":[{"messageAttributes":null,"new":{"a":[1]}}]}""")), Is.EqualTo("""{"Records":[{}]}"""));
        Assert.That(Write(Read<SQSEvent>("""{"Records":[{"messageAttributes":{"a":null}}]}""")), Is.EqualTo("""{"Records":[{"messageAttributes":{"a":null}}]}"""));
        Assert.That(Write(Read<S3Event>("""{"Records":[{"s3":null,"new":{"a":[1]}}]}""")), Is.EqualTo("""{"Records":[{}]}"""));
        Assert.That(Write(Read<ScheduledEvent>("""{"detail":null,"new":{"a":[1]}}""")), Is.EqualTo("{}"));
        Assert.That(Write(Read<SQSBatchResponse>("""{"batchItemFailures":null,"new":1}""")), Is.EqualTo("{}"));
    }

    [TestCase("""{"Records":{}}""", TypeArgs = new[] { typeof(SQSEvent) })]
    [TestCase("""{"Records":[1]}""", TypeArgs = new[] { typeof(SQSEvent) })]
    [TestCase("""{"Records":[{"messageAttributes":[]}]}""", TypeArgs = new[] { typeof(SQSEvent) })]
    [TestCase("""{"Records":[{"messageAttributes":{"a":{"binaryValue":"not base64"}}}]}""", TypeArgs = new[] { typeof(SQSEvent) })]
    [TestCase("""{"Records":[{"eventTime":"soon"}]}""", TypeArgs = new[] { typeof(S3Event) })]
    [TestCase("""{"Records":[{"s3":{"object":{"size":"large"}}}]}""", TypeArgs = new[] { typeof(S3Event) })]
    public void What_is_no_event_of_a_service_is_an_error_that_says_so<T>(string text) =>
        Assert.That(() => Read<T>(text), Throws.TypeOf<JsonSerializerException>().With.Message.Contains(typeof(T).Name));
}
