using System.Text.Json.Nodes;

namespace Quickchange.LocalCloud.Aws;

/// <summary>
/// Sends messages as AWS's services do
/// (<see href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html">SendMessage</see>).
/// </summary>
internal sealed class QueueSender(AwsClient aws)
{
    public static bool IsQueue(string arn) => arn.Split(':') is ["arn", _, "sqs", _, _, _];

    /// <param name="arn">The queue's.</param>
    /// <param name="body">The message.</param>
    /// <param name="attributes">Its message attributes.</param>
    /// <param name="group">Its message group, in a FIFO queue.</param>
    /// <exception cref="AwsException">The queue is not there, or does not take the message.</exception>
    public Task SendAsync(string arn, string body, IEnumerable<MessageAttribute>? attributes = null, string? group = null)
    {
        var parts = arn.Split(':');
        var parameters = new JsonObject
        {
            ["QueueUrl"] = new Uri(aws.Endpoint, $"{parts[4]}/{parts[5]}").ToString(),
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
