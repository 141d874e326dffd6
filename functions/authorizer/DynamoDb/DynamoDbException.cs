namespace Quickchange.Authorizer.DynamoDb;

/// <summary>DynamoDB rejected a request, or could not be reached.</summary>
internal sealed class DynamoDbException(string message, Exception? inner = null) : Exception(message, inner);
