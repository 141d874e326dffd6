using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Quickchange.Http;

namespace Quickchange.Openapi;

/// <summary>Answers <c>GET /openapi.json</c> with the document that the build has put next to the program.</summary>
/// <param name="document">The document's text.</param>
public sealed class OpenApiHandler(string document)
{
    public APIGatewayHttpApiV2ProxyResponse Handle(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context) =>
        Answers.Of(200, "application/json", document);
}
