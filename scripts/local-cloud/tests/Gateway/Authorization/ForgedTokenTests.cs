using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Quickchange.LocalCloud.Gateway.Authorization.Jwt;

namespace Quickchange.LocalCloud.Tests.Gateway.Authorization;

/// <summary>
/// Changes valid tokens at random: none that differs from its original is accepted. scripts/test forgeries tries more, with any seed.
/// </summary>
public sealed class ForgedTokenTests
{
    private static readonly char[] Alphabet = [.. "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ %\"{}:\u00e9\0"];

    [Test]
    public Task A_few_thousand_forgeries_are_refused() => ForgeAsync(seed: 1, count: 3000);

    [Test]
    [Category("forgeries")]
    public Task Forgeries_are_refused() => ForgeAsync(Number("QUICKCHANGE_FORGERIES_SEED", 1), Number("QUICKCHANGE_FORGERIES", 200_000));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static async Task ForgeAsync(int seed, int count)
    {
        using var issuer = new FakeIssuer(TimeProvider.System);
        var guard = issuer.Guard();
        var random = new Random(seed);
        string[] originals = [.. Enumerable.Range(0, 8).Select(_ => issuer.Tokens["valid"]), issuer.Tokens["scope orders/read"], issuer.Tokens["valid, with other claims"]];
        foreach (var original in originals)
        {
            Assert.That(await Accepts(guard, issuer, original), Is.True);
        }

        for (var i = 0; i < count; i++)
        {
            var original = originals[random.Next(originals.Length)];
            var forged = Forge(random, original, originals);
            if (!originals.Contains(forged) && await Accepts(guard, issuer, forged))
            {
                Assert.Fail($"Seed {seed}, number {i}: accepted {forged}, made of {original}");
            }
        }

        // What has been tried hasn't closed the door to others.
        Assert.That(await Accepts(guard, issuer, originals[0]), Is.True);
    }

    private static async Task<bool> Accepts(JwtGuard guard, FakeIssuer issuer, string token)
    {
        try
        {
            await guard.VerifyAsync(token, issuer.Authorizer);
            return true;
        }
        catch (InvalidTokenException)
        {
            return false;
        }
    }

    private static string Forge(Random random, string token, string[] others)
    {
        for (var changes = 1 + random.Next(3); changes > 0; changes--)
        {
            token = random.Next(9) switch
            {
                0 => Replace(random, token, _ => Alphabet[random.Next(Alphabet.Length)].ToString()),
                1 => Replace(random, token, _ => ""),
                2 => Replace(random, token, at => $"{at}{Alphabet[random.Next(Alphabet.Length)]}"),
                3 => Replace(random, token, at => $"{at}{at}"),
                4 => token[..random.Next(token.Length + 1)],
                5 => Segments(random, token, others[random.Next(others.Length)]),
                6 => Octets(random, token),
                7 => Words(random, token),
                _ => new string([.. token.Split('.').SelectMany(part => part + ".").SkipLast(random.Next(3))]),
            };
        }

        return token;
    }

    private static string Replace(Random random, string token, Func<char, string> change)
    {
        if (token.Length == 0)
        {
            return token;
        }

        var at = random.Next(token.Length);
        return token[..at] + change(token[at]) + token[(at + 1)..];
    }

    // Parts of two tokens, or in another order.
    private static string Segments(Random random, string token, string other)
    {
        var parts = token.Split('.');
        var others = other.Split('.');
        return string.Join('.', parts.Select((part, index) => random.Next(2) == 0 ? part : others[random.Next(Math.Min(index + 1, others.Length))]));
    }

    // A decoded part with changed octets.
    private static string Octets(Random random, string token) => Decoded(random, token, octets =>
    {
        for (var changes = random.Next(4); changes >= 0 && octets.Length > 0; changes--)
        {
            octets[random.Next(octets.Length)] ^= (byte)(1 << random.Next(8));
        }

        return octets;
    });

    // A decoded part in which a word that matters is another one.
    private static string Words(Random random, string token) => Decoded(random, token, octets =>
    {
        (string Old, string New)[] words =
        [
            ("RS256", "none"), ("RS256", "HS256"), ("RS256", "RS384"), ("RS256", "PS256"), ("\"alg\"", "\"Alg\""), ("anna", "root"), ("orders", "sales"),
            ("\"exp\":1", "\"exp\":9"), ("\"kid\"", "\"jku\""), ("{", "{ "), ("{", "{\"alg\":\"none\","), ("JWT", "jwt"), (",", ", "), ("\"", "\\u0022"),
        ];
        var (old, replacement) = words[random.Next(words.Length)];
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(octets).Replace(old, replacement, StringComparison.Ordinal));
    });

    private static string Decoded(Random random, string token, Func<byte[], byte[]> change)
    {
        var parts = token.Split('.');
        var at = random.Next(parts.Length);
        try
        {
            parts[at] = Base64Url.EncodeToString(change(Base64Url.DecodeFromChars(parts[at])));
        }
        catch (FormatException)
        {
            // It was changed before.
        }

        return string.Join('.', parts);
    }
}
