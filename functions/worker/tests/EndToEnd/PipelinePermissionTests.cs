namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that the emulator's IAM allows the pipeline's roles only what their descriptors list. The names of resources begin with PREFIX.</summary>
[Parallelizable]
public class PipelinePermissionTests : CloudTests
{
    [TestCase("worker", "s3", "get_object", """{"Bucket":"PREFIX-uploads-123456789012","Key":"inbox/x.csv"}""")]
    [TestCase("worker", "dynamodb", "delete_item", """{"TableName":"PREFIX-results","Key":{"id":{"S":"x"}}}""")]
    [TestCase("worker", "dynamodb", "put_item", """{"TableName":"PREFIX-files","Item":{"id":{"S":"x"}}}""")]
    [TestCase("upload", "dynamodb", "put_item", """{"TableName":"PREFIX-results","Item":{"id":{"S":"x"}}}""")]
    [TestCase("upload", "s3", "put_object", """{"Bucket":"PREFIX-uploads-123456789012","Key":"reports/x.json"}""")]
    [TestCase("report", "s3", "get_object", """{"Bucket":"PREFIX-uploads-123456789012","Key":"inbox/x.csv"}""")]
    [TestCase("report", "dynamodb", "put_item", """{"TableName":"PREFIX-results","Item":{"id":{"S":"x"}}}""")]
    [TestCase("worker", "sqs", "send_message", """{"QueueUrl":"PREFIX-upload-continuations","MessageBody":"x"}""")]
    // Allowed calls fail because the object or the item doesn't exist, and therefore change nothing.
    [TestCase("worker", "dynamodb", "put_item", """{"TableName":"PREFIX-results","Item":{"id":{"S":"x"}},"ConditionExpression":"attribute_exists(id)"}""", "400")]
    [TestCase("upload", "s3", "get_object", """{"Bucket":"PREFIX-uploads-123456789012","Key":"inbox/none.csv"}""", "404")]
    [TestCase("report", "s3", "get_object", """{"Bucket":"PREFIX-uploads-123456789012","Key":"reports/none.json"}""", "404")]
    public async Task A_role_may_do_what_its_descriptor_names_and_nothing_else(
        string function, string service, string operation, string parameters, string status = "403")
    {
        var answered = await Cloud.PythonAsync(
            "scripts/tests/EndToEnd/call_as_role.py", function, service, operation, parameters.Replace("PREFIX", Cloud.Prefix, StringComparison.Ordinal));

        Assert.That(answered.Trim(), Is.EqualTo(status));
    }
}
