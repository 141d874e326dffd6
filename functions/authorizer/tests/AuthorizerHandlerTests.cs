using System.Security.Cryptography;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;

namespace Quickchange.Authorizer.Tests;

public class AuthorizerHandlerTests
{
    private const string Id = "0123456789abcdef";
    private static readonly string Key = $"key_{Id}_{new string('a', 64)}";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_772_600_000);

    [Test]
    public void A_key_of_the_table_is_admitted_and_the_function_learns_whose_it_is()
    {
        var response = Ask([Key], Stored(Key));

        Assert.That(response.IsAuthorized, Is.True);
        Assert.That(response.Context, Is.EquivalentTo(new Dictionary<string, object> { ["keyId"] = Id, ["keyName"] = "reader" }));
    }

    [Test]
    public void The_first_identity_source_is_the_key() => Assert.That(Ask([Key, "GET /hello"], Stored(Key)).IsAuthorized, Is.True);

    [TestCase(0)]
    [TestCase(40)]
    [TestCase(63)]
    public void A_key_that_differs_in_one_digit_of_its_secret_is_refused(int digit)
    {
        var other = Key.ToCharArray();
        other[^(64 - digit)] = 'b';

        Refused(Ask([new(other)], Stored(Key)));
    }

    [Test]
    public void A_key_that_is_not_in_the_table_is_refused() => Refused(Ask([Key], static _ => null));

    [Test]
    public void The_hash_of_another_key_admits_nobody() => Refused(Ask([Key], Stored(Key.Replace('a', 'c'))));

    [Test]
    public void A_hash_of_zeros_admits_nobody() => Refused(Ask([Key], new StoredKey(new byte[32], "reader", null)));

    [TestCase(-1, false)]
    [TestCase(0, false)]
    [TestCase(1, true)]
    public void A_key_is_valid_until_it_expires(int seconds, bool admitted) =>
        Assert.That(Ask([Key], Stored(Key) with { ExpiresAt = Now.ToUnixTimeSeconds() + seconds }).IsAuthorized, Is.EqualTo(admitted));

    [TestCase("")]
    [TestCase("key")]
    [TestCase("key_0123456789abcdef")]
    [TestCase("KEY_0123456789abcdef_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("key_0123456789ABCDEF_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("key_0123456789abcdef-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("key_0123456789abcde\"_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [TestCase("key_0123456789abcdef_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ")]
    [TestCase("key_0123456789abcdef_\uff41aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_can_be_no_key_is_refused_without_asking_the_table(string text) => Refused(Ask([text], _ => throw new AssertionException("It asked.")));

    [Test]
    public void A_request_without_a_key_is_refused()
    {
        Refused(Ask([], Stored(Key)));
        Refused(Ask(null, Stored(Key)));
    }

    [Test]
    public void A_table_that_does_not_answer_admits_nobody() =>
        Assert.That(() => Ask([Key], _ => throw new TimeoutException()), Throws.TypeOf<TimeoutException>());

    [Test]
    public void The_reason_of_a_refusal_is_in_the_log_without_the_secret()
    {
        var context = new TestLambdaContext();

        new AuthorizerHandler(_ => null, new FixedTime(Now)).Handle(new() { IdentitySource = [Key] }, context);

        Assert.That(string.Join("\n", context.Logger.Lines), Does.Contain($"The API key {Id} doesn't exist").And.Not.Contain("aaaa"));
    }

    private static void Refused(APIGatewayCustomAuthorizerV2SimpleResponse response)
    {
        Assert.That(response.IsAuthorized, Is.False);
        Assert.That(response.Context, Is.Null);
    }

    private static StoredKey Stored(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)), "reader", null);

    private static APIGatewayCustomAuthorizerV2SimpleResponse Ask(List<string>? identity, StoredKey? stored) => Ask(identity, id => id == Id ? stored : null);

    private static APIGatewayCustomAuthorizerV2SimpleResponse Ask(List<string>? identity, Func<string, StoredKey?> find) =>
        new AuthorizerHandler(find, new FixedTime(Now)).Handle(new() { IdentitySource = identity! }, new TestLambdaContext());
}
