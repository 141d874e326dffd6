using Quickchange.LocalCloud.Tests.Gateway.Cases;

namespace Quickchange.LocalCloud.Tests.Gateway;

/// <summary>Tests each case in docs/http-api.md with a gateway, a function and an authorizer.</summary>
public sealed class CaseTests : CaseFixture
{
    public static IEnumerable<TestCaseData<GatewayCase>> Rows => Named(CaseTable.All);

    [TestCaseSource(nameof(Rows))]
    public Task The_gateway_does_as_AWS(GatewayCase row) => CheckAsync(row);
}
