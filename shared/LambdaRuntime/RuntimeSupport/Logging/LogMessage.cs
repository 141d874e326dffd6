using System.Globalization;
using System.Text;

namespace Amazon.Lambda.RuntimeSupport.Logging;

/// <summary>
/// A message with the names of its arguments in braces (<see href="https://messagetemplates.org">message templates</see>):
/// <c>{count}</c>, <c>{share:P1}</c>, <c>{0}</c>. A double brace is a brace. Placeholders without an argument are left unchanged.
/// </summary>
internal sealed class LogMessage
{
    private readonly List<KeyValuePair<string, object?>> _properties = [];

    public LogMessage(string template, object?[] arguments)
    {
        if (arguments.Length == 0)
        {
            Text = template;
            return;
        }

        var text = new StringBuilder(template.Length + 32);
        var rest = template.AsSpan();
        while (rest.IndexOfAny('{', '}') is >= 0 and var brace)
        {
            text.Append(rest[..brace]);
            rest = rest[brace..];
            if (rest.Length > 1 && rest[1] == rest[0])
            {
                text.Append(rest[0]);
                rest = rest[2..];
            }
            else if (rest[0] == '{' && rest.IndexOf('}') is > 1 and var end && Fill(rest[1..end], arguments, text))
            {
                rest = rest[(end + 1)..];
            }
            else
            {
                text.Append(rest[0]);
                rest = rest[1..];
            }
        }

        Text = text.Append(rest).ToString();
    }

    public string Text { get; }

    /// <summary>The arguments with their names, in the order of the template.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Properties => _properties;

    private bool Fill(ReadOnlySpan<char> hole, object?[] arguments, StringBuilder text)
    {
        var colon = hole.IndexOf(':');
        var name = (colon < 0 ? hole : hole[..colon]).TrimStart('@').Trim();
        var format = colon < 0 ? null : hole[(colon + 1)..].ToString();
        if (!int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            index = _properties.Count;
        }

        if (index >= arguments.Length)
        {
            return false;
        }

        var value = arguments[index];
        _properties.Add(new(name.ToString(), value));
        text.Append(value is IFormattable formattable
            ? formattable.ToString(format, CultureInfo.InvariantCulture)
            : value?.ToString());
        return true;
    }
}
