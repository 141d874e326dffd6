namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>The emulator's IAM lets a function's role do what its descriptor names, and nothing else.</summary>
[Parallelizable]
public class PermissionTests : CloudTests
{
    // What a permission lets it do is tried by the tests of functions that have some.
    [TestCase("hello", "sqs", "list_queues", "{}")]
    [TestCase("hello", "s3", "list_buckets", "{}")]
    public async Task A_role_may_do_nothing_that_its_descriptor_does_not_name(
        string function, string service, string operation, string parameters)
    {
        var answered = await Cloud.PythonAsync("scripts/tests/EndToEnd/call_as_role.py", function, service, operation, parameters);

        Assert.That(answered.Trim(), Is.EqualTo("403"));
    }
}
