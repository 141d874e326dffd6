namespace Amazon.Lambda.Core;

/// <summary>The Amazon Cognito identity that authorized the call.</summary>
public interface ICognitoIdentity
{
    string IdentityId { get; }

    string IdentityPoolId { get; }
}
