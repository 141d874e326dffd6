namespace Quickchange.LocalCloud.Aws;

/// <summary>The parts of an SQS queue's ARN: arn:aws:sqs:REGION:ACCOUNT:NAME.</summary>
internal static class QueueArn
{
    public static bool IsQueue(string arn) => arn.Split(':') is ["arn", _, "sqs", _, _, _];

    public static string NameOf(string arn) => arn.Split(':')[5];

    /// <summary>The queue's URL at an endpoint.</summary>
    public static string UrlOf(string arn, Uri endpoint) => new Uri(endpoint, $"{arn.Split(':')[4]}/{NameOf(arn)}").ToString();
}
