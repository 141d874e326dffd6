namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>The emulator's IAM lets each function's role do what its descriptor names, and nothing else.</summary>
[Parallelizable]
public class PermissionTests : CloudTests
{
    [TestCase("worker", "s3", "get_object", """{"Bucket":"quickchange-local-uploads-123456789012","Key":"inbox/x.csv"}""")]
    [TestCase("worker", "dynamodb", "delete_item", """{"TableName":"quickchange-local-results","Key":{"id":{"S":"x"}}}""")]
    [TestCase("worker", "dynamodb", "put_item", """{"TableName":"quickchange-local-files","Item":{"id":{"S":"x"}}}""")]
    [TestCase("upload", "dynamodb", "put_item", """{"TableName":"quickchange-local-results","Item":{"id":{"S":"x"}}}""")]
    [TestCase("upload", "s3", "put_object", """{"Bucket":"quickchange-local-uploads-123456789012","Key":"reports/x.json"}""")]
    [TestCase("report", "s3", "get_object", """{"Bucket":"quickchange-local-uploads-123456789012","Key":"inbox/x.csv"}""")]
    [TestCase("report", "dynamodb", "put_item", """{"TableName":"quickchange-local-results","Item":{"id":{"S":"x"}}}""")]
    [TestCase("worker", "sqs", "send_message", """{"QueueUrl":"quickchange-local-upload-continuations","MessageBody":"x"}""")]
    [TestCase("hello", "sqs", "list_queues", "{}")]
    // What is there to be done fails for want of an object or an item, and so changes nothing.
    [TestCase("worker", "dynamodb", "put_item", """{"TableName":"quickchange-local-results","Item":{"id":{"S":"x"}},"ConditionExpression":"attribute_exists(id)"}""", "400")]
    [TestCase("upload", "s3", "get_object", """{"Bucket":"quickchange-local-uploads-123456789012","Key":"inbox/none.csv"}""", "404")]
    [TestCase("report", "s3", "get_object", """{"Bucket":"quickchange-local-uploads-123456789012","Key":"reports/none.json"}""", "404")]
    public async Task A_role_may_do_what_its_descriptor_names_and_nothing_else(
        string function, string service, string operation, string parameters, string status = "403")
    {
        var answered = await Cloud.PythonAsync("EndToEnd/call_as_role.py", function, service, operation, parameters);

        Assert.That(answered.Trim(), Is.EqualTo(status));
    }
}
