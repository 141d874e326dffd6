using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Quickchange.Algorithms;

namespace Quickchange.Change;

/// <summary>
/// Answers <c>POST /change</c> and <c>GET /change/{amount}</c> with
/// <c>{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}</c>.
/// </summary>
public sealed class ChangeHandler
{
    public APIGatewayHttpApiV2ProxyResponse Handle(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context) =>
        Answer(request, RequestBudget.Of(context));

    internal static APIGatewayHttpApiV2ProxyResponse Answer(APIGatewayHttpApiV2ProxyRequest request, StepBudget budget)
    {
        try
        {
            return Respond.With(new ChangeMaker(budget).Make(Read(request)));
        }
        catch (ProblemException exception)
        {
            return Respond.With(exception.Problem);
        }
    }

    private static ChangeRequest Read(APIGatewayHttpApiV2ProxyRequest request) =>
        request.PathParameters is { } parameters && parameters.TryGetValue("amount", out var amount)
            ? ChangeQueryReader.Read(amount, request.QueryStringParameters)
            : ChangeBodyReader.Read(BodyOf(request));

    // API Gateway hands over what is no text by its content type, such as a form, in base64.
    private static byte[] BodyOf(APIGatewayHttpApiV2ProxyRequest request)
    {
        if (string.IsNullOrEmpty(request.Body))
        {
            throw new ProblemException(400, """The request has no body. Send JSON like {"amount":"1.89"}.""");
        }

        if (!request.IsBase64Encoded)
        {
            return Encoding.UTF8.GetBytes(request.Body);
        }

        try
        {
            return Convert.FromBase64String(request.Body);
        }
        catch (FormatException)
        {
            throw new ProblemException(400, """The event's body is not the base64 that it says it is. Send JSON like {"amount":"1.89"}.""");
        }
    }
}
