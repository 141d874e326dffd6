using System.Text;

namespace Quickchange.Change.Tests;

/// <summary>
/// Generates random texts that match a regular expression. It supports what the schemas' patterns contain: characters, character
/// classes, groups, alternatives, and quantifiers. <c>^</c> begins a pattern, and <c>$</c> ends it.
/// </summary>
internal sealed class TextSampler(string pattern, Random random)
{
    private readonly StringBuilder _text = new();
    private int _at;

    public string Next()
    {
        _text.Clear();
        _at = 0;
        Take('^');
        Alternatives(drawn: true);
        Take('$');
        return _text.ToString();
    }

    // Alternatives that aren't chosen are skipped.
    private void Alternatives(bool drawn)
    {
        var (start, count) = (_at, 1);
        for (Sequence(drawn: false); pattern[_at] == '|'; Sequence(drawn: false))
        {
            _at++;
            count++;
        }

        var end = _at;
        _at = start;
        for (var rest = drawn ? random.Next(count) : -1; _at < end; rest--)
        {
            Sequence(drawn && rest == 0);
            _at += _at < end ? 1 : 0;
        }
    }

    private void Sequence(bool drawn)
    {
        while (pattern[_at] is not ('|' or ')' or '$'))
        {
            var start = _at;
            Item(drawn: false);
            var (end, least, most) = pattern[_at] switch
            {
                '?' => (_at + 1, 0, 1),
                '*' => (_at + 1, 0, 5),
                '+' => (_at + 1, 1, 5),
                _ => (_at, 1, 1),
            };
            for (var times = drawn ? random.Next(least, most + 1) : 0; times > 0; times--)
            {
                _at = start;
                Item(drawn);
            }

            _at = end;
        }
    }

    private void Item(bool drawn)
    {
        if (pattern[_at] == '(')
        {
            _at++;
            Alternatives(drawn);
            Take(')');
            return;
        }

        var characters = pattern[_at] == '[' ? Class() : $"{pattern[_at++]}";
        if (drawn)
        {
            _text.Append(characters[random.Next(characters.Length)]);
        }
    }

    private string Class()
    {
        var members = new StringBuilder();
        for (_at++; pattern[_at] != ']'; _at++)
        {
            if (pattern[_at + 1] == '-' && pattern[_at + 2] != ']')
            {
                for (var character = pattern[_at]; character <= pattern[_at + 2]; character++)
                {
                    members.Append(character);
                }

                _at += 2;
            }
            else
            {
                members.Append(pattern[_at]);
            }
        }

        _at++;
        return members.ToString();
    }

    private void Take(char expected)
    {
        Assert.That(pattern[_at], Is.EqualTo(expected), $"a pattern that this class does not know, at {_at}: {pattern}");
        _at++;
    }
}
