using Quickchange.LocalCloud.Compute;
using Quickchange.LocalCloud.Tests.Gateway.Cases;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests authorizers for which the gateway doesn't wait: those of other tests have all the time they need.</summary>
public sealed class AuthorizerTimeoutTests : CaseFixture
{
    public static IEnumerable<TestCaseData<GatewayCase>> Rows => Named(LambdaAuthorizers.TimedOut);

    private protected override ComputeSettings Settings { get; } =
        new() { InitLimit = TimeSpan.FromMinutes(10), AuthorizerLimit = TimeSpan.FromMilliseconds(50) };

    [TestCaseSource(nameof(Rows))]
    public Task The_gateway_does_as_AWS(GatewayCase row) => CheckAsync(row);

    [Test]
    public void The_limit_is_that_of_AWS() => Assert.That(new ComputeSettings().AuthorizerLimit, Is.EqualTo(TimeSpan.FromSeconds(10)));
}
