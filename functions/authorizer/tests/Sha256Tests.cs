using System.Security.Cryptography;

namespace Quickchange.Authorizer.Tests;

/// <summary>Compares with .NET's own implementation, which is OpenSSL's.</summary>
public class Sha256Tests
{
    [Test]
    public void The_hash_of_each_length_is_right()
    {
        var random = new Random(1);
        var hash = new byte[Sha256.Size];
        for (var length = 0; length < 300; length++)
        {
            var data = new byte[length];
            random.NextBytes(data);

            Sha256.Hash(data, hash);

            Assert.That(hash, Is.EqualTo(SHA256.HashData(data)), $"{length} bytes");
        }
    }

    [Test]
    public void The_code_with_each_length_of_key_is_right()
    {
        var random = new Random(2);
        var code = new byte[Sha256.Size];
        for (var length = 0; length < 150; length++)
        {
            var (key, data) = (new byte[length], new byte[random.Next(200)]);
            random.NextBytes(key);
            random.NextBytes(data);

            Sha256.Authenticate(key, data, code);

            Assert.That(code, Is.EqualTo(HMACSHA256.HashData(key, data)), $"a key of {length} bytes");
        }
    }

    [Test]
    public void A_code_can_replace_its_key()
    {
        var key = new byte[Sha256.Size];

        Sha256.Authenticate(key, [1, 2, 3], key);

        Assert.That(key, Is.EqualTo(HMACSHA256.HashData(new byte[Sha256.Size], (byte[])[1, 2, 3])));
    }
}
