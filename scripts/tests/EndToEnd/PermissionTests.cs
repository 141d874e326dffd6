namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that the emulator's IAM denies a role what the function's descriptor doesn't list.</summary>
[Parallelizable]
public class PermissionTests : CloudTests
{
    // Tests of functions with permissions check what is allowed.
    [TestCase("hello", "sqs", "list_queues", "{}")]
    [TestCase("hello", "s3", "list_buckets", "{}")]
    public async Task A_role_may_do_nothing_that_its_descriptor_does_not_name(
        string function, string service, string operation, string parameters)
    {
        var answered = await Cloud.PythonAsync("scripts/tests/EndToEnd/call_as_role.py", function, service, operation, parameters);

        Assert.That(answered.Trim(), Is.EqualTo("403"));
    }
}
