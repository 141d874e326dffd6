namespace Quickchange.Upload.Tests;

public sealed class ReadableIdTests
{
    [TestCase("o-1")]
    [TestCase("Order 17 (a)")]
    [TestCase("Bestellung-ä")]
    [TestCase("заказ-1")]
    [TestCase("παραγγελία-1")]
    [TestCase("注文-1")]
    [TestCase("ऑर्डर-१")]
    [TestCase("สั่ง-1")]
    [TestCase("🎁-1")]
    public void An_id_in_any_script_is_accepted(string id) => Assert.That(ReadableId.Problem(id), Is.Null);

    [TestCase(" a", "the id begins or ends with a space")]
    [TestCase("a\u00A0", "the id begins or ends with a space")]
    [TestCase("a  b", "the id has two spaces in a row")]
    [TestCase("a\u2009b", "the id has a space that is not an ordinary one")]
    [TestCase("a\u200Bb", "the id has an invisible character")]
    [TestCase("a\u202Eb", "the id has an invisible character")]
    [TestCase("a\u00ADb", "the id has an invisible character")]
    [TestCase("a\uFE0Fb", "the id has an invisible character")]
    [TestCase("a\u3164b", "the id has an invisible character")]
    [TestCase("a\uE000b", "the id has an invisible character")]
    [TestCase("a\u0000b", "the id has a control character")]
    [TestCase("a\u0308", "the id has an accent that is not part of its letter; write them as one character (Unicode NFC)")]
    [TestCase("order\uFF0D1", "the id has letters or digits of another width or style that look like ordinary ones")]
    [TestCase("\U0001D5EE1", "the id has letters or digits of another width or style that look like ordinary ones")]
    [TestCase("оrder-1", "the id has Greek or Cyrillic letters that look like Latin ones")]
    [TestCase("СОР-1", "the id has Greek or Cyrillic letters that look like Latin ones")]
    [TestCase("ΟΡ-1", "the id has Greek or Cyrillic letters that look like Latin ones")]
    public void An_id_that_looks_like_another_one_is_rejected(string id, string reason) =>
        Assert.That(ReadableId.Problem(id), Is.EqualTo(reason));
}
