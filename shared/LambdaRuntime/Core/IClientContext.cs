namespace Amazon.Lambda.Core;

/// <summary>What a caller on an AWS mobile SDK says about itself.</summary>
public interface IClientContext
{
    IDictionary<string, string> Environment { get; }

    IClientApplication Client { get; }

    /// <summary>Values that the client application set.</summary>
    IDictionary<string, string> Custom { get; }
}
