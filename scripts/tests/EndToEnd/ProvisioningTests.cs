using System.Net;

namespace Quickchange.Scripts.Tests.EndToEnd;

/// <summary>Tests that changes through the AWS API take effect with the next request.</summary>
[Parallelizable]
public class ProvisioningTests : CloudTests
{
    // As in the resources of policies: POST/change. Routes for any method or any path have a different format.
    private static IEnumerable<object[]> Routes =>
        from function in Repository.Functions
        from route in Repository.Built.Descriptor(function)["routes"]?.AsObject() ?? []
        where route.Key != "$default" && !route.Key.StartsWith("ANY ", StringComparison.Ordinal)
        select new object[] { function, route.Key.Replace(" ", "", StringComparison.Ordinal) };

    [Test]
    public void A_plan_of_what_was_applied_changes_nothing() =>
        Assert.That(SharedCloud.PlanAfterUp.Output, Does.Contain("No changes."));

    [Test]
    public async Task A_route_answers_500_without_the_permission_and_answers_again_with_it()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "say", "\"first\"");
        Assert.That(await Cloud.Http.GetStringAsync(probe.Path), Is.EqualTo("first"));

        await probe.ForbidAsync();
        using var forbidden = await Cloud.Http.GetAsync(probe.Path);
        await probe.PermitAsync();
        using var permitted = await Cloud.Http.GetAsync(probe.Path);

        await Assert.MultipleAsync(async () =>
        {
            Assert.That(forbidden.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
            Assert.That(
                await forbidden.Content.ReadAsStringAsync(), Is.EqualTo("""{"message":"Internal Server Error"}"""));
            Assert.That(permitted.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        });
    }

    [Test]
    public async Task The_request_after_a_code_update_runs_the_new_code()
    {
        await using var probe = await Probe.CreateAsync(Cloud, "say", "\"first\"");
        Assert.That(await Cloud.Http.GetStringAsync(probe.Path), Is.EqualTo("first"));

        await probe.UpdateAsync("say", "\"second\"");

        Assert.That(await Cloud.Http.GetStringAsync(probe.Path), Is.EqualTo("second"));
    }

    [TestCaseSource(nameof(Routes))]
    public async Task Each_route_may_invoke_the_alias_and_nothing_else_of_the_function(string function, string route)
    {
        var name = $"{Cloud.Prefix}-{function}";

        var policy = await Cloud.AwsAsync("lambda", "get_policy", new { FunctionName = name, Qualifier = "live" });

        Assert.That((string)policy["Policy"]!, Does.Contain($"/Prod/{route}\""));
        Assert.That(
            async () => await Cloud.AwsAsync("lambda", "get_policy", new { FunctionName = name }),
            Throws.InvalidOperationException.With.Message.Contains("ResourceNotFoundException"));
    }
}
