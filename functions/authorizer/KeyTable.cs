using System.Text;
using System.Text.Json;
using Quickchange.Authorizer.DynamoDb;

namespace Quickchange.Authorizer;

/// <summary>The table of keys, which scripts/keys writes: an item for each, with its hash instead of the key.</summary>
/// <param name="dynamo">The client.</param>
/// <param name="name">The table's name.</param>
internal sealed class KeyTable(DynamoDbClient dynamo, string name)
{
    /// <param name="id">The key's ID: letters and digits.</param>
    /// <returns>Null if there is no such key.</returns>
    /// <exception cref="DynamoDbException">DynamoDB rejected the request, or could not be reached.</exception>
    /// <exception cref="InvalidDataException">The item is not one of scripts/keys.</exception>
    // With an eventually consistent read, a key could still be admitted after it was revoked.
    public StoredKey? Find(string id) => Read(dynamo.Call(
        "GetItem", Encoding.UTF8.GetBytes($$$"""{"TableName":"{{{name}}}","Key":{"id":{"S":"{{{id}}}"}},"ConsistentRead":true}""")));

    // {"Item":{"hash":{"B":"…"},"name":{"S":"…"},"expires_at":{"N":"…"}}}, or {} if there is none.
    private static StoredKey? Read(ReadOnlySpan<byte> answer)
    {
        var json = new Utf8JsonReader(answer);
        var (hash, owner, end, found) = (Array.Empty<byte>(), "", (long?)null, false);
        try
        {
            while (json.Read())
            {
                if (json.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                if (json.CurrentDepth == 1)
                {
                    found |= json.ValueTextEquals("Item"u8);
                }
                else if (json.CurrentDepth == 2 && json.ValueTextEquals("hash"u8))
                {
                    hash = ValueOf(ref json).GetBytesFromBase64();
                }
                else if (json.CurrentDepth == 2 && json.ValueTextEquals("name"u8))
                {
                    owner = ValueOf(ref json).GetString()!;
                }
                else if (json.CurrentDepth == 2 && json.ValueTextEquals("expires_at"u8))
                {
                    end = long.Parse(ValueOf(ref json).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
                }
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or FormatException or OverflowException)
        {
            throw new InvalidDataException($"DynamoDB's answer is not a key: {malformed.Message}");
        }

        return !found ? null
            : hash.Length == Sha256.Size ? new(hash, owner, end)
            : throw new InvalidDataException($"A key's hash has {hash.Length} bytes instead of {Sha256.Size}.");
    }

    // An attribute is an object with its type and its value.
    private static ref Utf8JsonReader ValueOf(ref Utf8JsonReader json)
    {
        json.Read();
        json.Read();
        json.Read();
        return ref json;
    }
}
