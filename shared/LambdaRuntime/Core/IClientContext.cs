namespace Amazon.Lambda.Core;

/// <summary>Information from a caller that uses the AWS Mobile SDK.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    /// <summary>Values from the client application.</summary>
    IDictionary<string, string> Custom { get; }
}
