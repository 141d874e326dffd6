using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// Sends messages the way AWS services do
/// (<see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</see>).
/// </summary>
internal sealed class QueueSender(AwsClient aws)
{
    /// <param name="arn">The queue's ARN.</param>
    /// <param name="body">The message.</param>
    /// <param name="attributes">The message attributes.</param>
    /// <param name="group">The message group, for a FIFO queue.</param>
    /// <exception cref="AwsException">The queue doesn't exist, or rejects the message.</exception>
    public Task SendAsync(string arn, string body, IEnumerable<MessageAttribute>? attributes = null, string? group = null)
    {
        var parameters = new JsonObject
        {
            ["QueueUrl"] = QueueArn.UrlOf(arn, aws.Endpoint),
            ["MessageBody"] = body,
            ["MessageAttributes"] = new JsonObject((attributes ?? []).Select(attribute => KeyValuePair.Create(attribute.Name, (JsonNode?)new JsonObject
            {
                ["DataType"] = attribute.Type,
                ["StringValue"] = attribute.Value,
            }))),
        };
        if (group is not null)
        {
            parameters["MessageGroupId"] = group;
        }

        return aws.CallAsync("sqs", "AmazonSQS.SendMessage", parameters, "1.0");
    }
}
