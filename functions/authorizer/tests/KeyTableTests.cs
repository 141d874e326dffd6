using System.Text;
using Quickchange.Authorizer.DynamoDb;

namespace Quickchange.Authorizer.Tests;

/// <summary>Tests the table and its client against a server that misbehaves.</summary>
public class KeyTableTests
{
    private static readonly byte[] Hash = [.. Enumerable.Range(1, 32).Select(static each => (byte)each)];
    private static readonly string Item =
        $$$"""{"Item":{"id":{"S":"one"},"hash":{"B":"{{{Convert.ToBase64String(Hash)}}}"},"name":{"S":"a \"b\""},"expires_at":{"N":"1772600000"},"new":{"M":{"name":{"S":"x"}} } } }""";

    [Test]
    public void An_item_is_read_with_a_signed_consistent_read()
    {
        using var server = new StubDynamoDb(StubDynamoDb.Reply(200, Item));

        var (key, _) = Find(server);

        using var all = Assert.EnterMultipleScope();
        Assert.That(key?.Hash, Is.EqualTo(Hash));
        Assert.That((key?.Name, key?.ExpiresAt), Is.EqualTo(("a \"b\"", 1_772_600_000L)));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
        Assert.That(server.Requests[0], Does.StartWith("POST / HTTP/1.1\r\n").And.Contain("\r\nauthorization:AWS4-HMAC-SHA256 Credential=AKID/"));
        Assert.That(server.Requests[0], Does.Contain("\r\nx-amz-target:DynamoDB_20120810.GetItem\r\n"));
        Assert.That(server.Requests[0], Does.EndWith("""{"TableName":"keys","Key":{"id":{"S":"one"}},"ConsistentRead":true}"""));
    }

    [Test]
    public void Without_an_item_there_is_no_key()
    {
        using var server = new StubDynamoDb(StubDynamoDb.Reply(200, "{}"));

        Assert.That(Find(server).Key, Is.Null);
    }

    [Test]
    public void Calls_share_a_connection()
    {
        using var server = new StubDynamoDb(StubDynamoDb.Reply(200, Item), StubDynamoDb.Reply(200, "{}"), StubDynamoDb.Reply(200, Item));
        using var client = Client(server);
        var table = new KeyTable(client, "keys");

        Assert.That((table.Find("a")?.Name, table.Find("b")?.Name, table.Find("c")?.Name), Is.EqualTo(("a \"b\"", (string?)null, "a \"b\"")));
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    [Test]
    public void The_first_call_uses_the_connection_of_the_initialization()
    {
        using var server = new StubDynamoDb(StubDynamoDb.Reply(200, Item));
        using var client = Client(server);

        client.Connect();

        Assert.That(new KeyTable(client, "keys").Find("one"), Is.Not.Null);
        Assert.That(server.Connections, Is.EqualTo(1));
    }

    [Test]
    public void Without_a_server_the_initialization_goes_on()
    {
        using var server = new StubDynamoDb();
        var url = server.Url;
        server.Dispose();
        using var client = Client(url);

        Assert.That(client.Connect, Throws.Nothing);
    }

    [TestCase("")]
    [TestCase("HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}")]
    [TestCase("HTTP/1.1 503 X\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [TestCase("HTTP/1.1 400 X\r\nContent-Length: 63\r\n\r\n{\"__type\":\"com.amazon.coral.availability#ThrottlingException\"} ")]
    [TestCase("nonsense\r\n\r\n")]
    public void What_may_pass_is_tried_again(string failure)
    {
        using var server = new StubDynamoDb(failure, StubDynamoDb.Reply(200, Item));

        Assert.That(Find(server).Key, Is.Not.Null);
        Assert.That(server.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public void After_three_tries_it_is_an_error_that_says_why()
    {
        using var server = new StubDynamoDb([.. Enumerable.Repeat(StubDynamoDb.Reply(500, "{\"broken\":1}"), 3)]);

        Assert.That(Find(server).Error, Does.Contain("could not answer GetItem, after 3 tries: 500 {\"broken\":1}"));
    }

    [Test]
    public void What_AWS_refuses_is_an_error_at_once()
    {
        using var server = new StubDynamoDb(StubDynamoDb.Reply(400, "{\"__type\":\"AccessDeniedException\"}"));

        Assert.That(Find(server).Error, Does.Contain("answered GetItem with 400 {\"__type\":\"AccessDeniedException\"}"));
        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_server_that_is_not_there_is_an_error()
    {
        using var server = new StubDynamoDb();
        var url = server.Url;
        server.Dispose();

        using var client = Client(url);
        Assert.That(() => client.Call("GetItem", []).Length, Throws.TypeOf<DynamoDbException>().With.Message.Contains("can't be reached"));
    }

    [TestCase("""{"Item":{"id":{"S":"one"}}}""", "0 bytes instead of 32")]
    [TestCase("""{"Item":{"hash":{"B":"AAAA"}}}""", "3 bytes instead of 32")]
    [TestCase("""{"Item":{"hash":{"S":5}}}""", "not a key")]
    [TestCase("""{"Item":{"hash":{"B":"!"}}}""", "not a key")]
    [TestCase("""{"Item":{"expires_at":{"N":"soon"}}}""", "not a key")]
    [TestCase("""{"Item":""", "not a key")]
    [TestCase("[", "not a key")]
    public void An_item_that_is_no_key_admits_nobody(string item, string problem)
    {
        using var server = new StubDynamoDb(StubDynamoDb.Reply(200, item));

        Assert.That(Find(server).Error, Does.Contain(problem));
    }

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(10_000)]
    public void A_response_is_read_in_pieces_of_any_size(int piece)
    {
        var large = new string('x', 9000);
        foreach (var (text, body) in new[]
        {
            ("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody", "body"),
            ("HTTP/1.1 200 OK\nCONTENT-LENGTH:4\n\nbody", "body"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\nbo\r\n2\r\ndy\r\n0\r\nTrailer: 1\r\n\r\n", "body"),
            ($"HTTP/1.1 200 OK\r\nX: {large}\r\nContent-Length: 9000\r\n\r\n{large}", large),
        })
        {
            var left = Encoding.UTF8.GetBytes(text).AsMemory();

            var answer = Answer.Read(buffer => Receive(ref left, buffer, piece));

            Assert.That(Encoding.UTF8.GetString(answer.Body), Is.EqualTo(body));
            Assert.That((answer.Status, answer.KeepsAlive), Is.EqualTo((200, true)));
        }
    }

    [TestCase("")]
    [TestCase("HTTP/1.1 200 OK\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody")]
    [TestCase("HTTP/1.1 200 OK\r\n\r\nbody")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 4 x\r\n\r\nbody")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99999999\r\n\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [TestCase("HTTP/1.1 200 OK\r\nno colon\r\n\r\n")]
    [TestCase("HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public void A_response_that_is_none_is_an_error(string text)
    {
        var left = Encoding.UTF8.GetBytes(text).AsMemory();

        Assert.That(() => Answer.Read(buffer => Receive(ref left, buffer, 100)).Status, Throws.InstanceOf<IOException>());
    }

    [TestCase("http://127.0.0.1:3001", "127.0.0.1", 3001, false, "127.0.0.1:3001")]
    [TestCase("http://localhost/", "localhost", 80, false, "localhost")]
    [TestCase("https://dynamodb.eu-west-1.amazonaws.com", "dynamodb.eu-west-1.amazonaws.com", 443, true, "dynamodb.eu-west-1.amazonaws.com")]
    public void An_endpoint_is_read(string text, string host, int port, bool isEncrypted, string authority)
    {
        var endpoint = DynamoDbEndpoint.Parse(text);

        Assert.That(endpoint, Is.EqualTo(new DynamoDbEndpoint(host, port, isEncrypted)));
        Assert.That(endpoint.Authority, Is.EqualTo(authority));
    }

    [TestCase("127.0.0.1:3001")]
    [TestCase("http://")]
    [TestCase("http://a:b")]
    [TestCase("http://a:0")]
    [TestCase("http://a/b")]
    [TestCase("ftp://a")]
    public void What_is_no_endpoint_is_an_error(string text) =>
        Assert.That(() => DynamoDbEndpoint.Parse(text), Throws.InvalidOperationException.With.Message.Contains("AWS_ENDPOINT_URL"));

    private static int Receive(ref Memory<byte> left, Span<byte> buffer, int piece)
    {
        var count = Math.Min(Math.Min(piece, buffer.Length), left.Length);
        left.Span[..count].CopyTo(buffer);
        left = left[count..];
        return count;
    }

    private static (StoredKey? Key, string? Error) Find(StubDynamoDb server)
    {
        using var client = Client(server);
        try
        {
            return (new KeyTable(client, "keys").Find("one"), null);
        }
        catch (Exception error) when (error is DynamoDbException or InvalidDataException)
        {
            return (null, error.Message);
        }
    }

    private static DynamoDbClient Client(StubDynamoDb server) => Client(server.Url);

    private static DynamoDbClient Client(string url) =>
        new(DynamoDbEndpoint.Parse(url), new RequestSigner("AKID", "secret", "", "us-east-1", TimeProvider.System), static () => new Connection());
}
