using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Quickchange.Algorithms;
using Quickchange.Http;

namespace Quickchange.Change;

/// <summary>
/// Answers <c>POST /change</c> and <c>GET /change/{amount}</c> with
/// <c>{"res":[{"7":"quarters"},{"1":"dimes"},{"4":"pennies"}]}</c>.
/// </summary>
public sealed class ChangeHandler
{
    private const int SmallBody = 512;

    private readonly CurrencySets _sets = new();
    private readonly Answers _answers = new();

    public APIGatewayHttpApiV2ProxyResponse Handle(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context) =>
        Answer(request, RequestBudget.Of(context));

    internal APIGatewayHttpApiV2ProxyResponse Answer(APIGatewayHttpApiV2ProxyRequest request, StepBudget budget)
    {
        try
        {
            return _answers.Json(new ChangeMaker(_sets, budget).Make(Read(request)), ChangeAnswer.Write);
        }
        catch (ProblemException exception)
        {
            return _answers.Problem(exception.Problem);
        }
    }

    private static ChangeRequest Read(APIGatewayHttpApiV2ProxyRequest request)
    {
        if (request.PathParameters is { } parameters && parameters.TryGetValue("amount", out var amount))
        {
            return ChangeQueryReader.Read(amount, request.QueryStringParameters);
        }

        // The bytes of a small body need no heap memory.
        Span<byte> small = stackalloc byte[SmallBody];
        return request is { IsBase64Encoded: false, Body.Length: > 0 } && Encoding.UTF8.TryGetBytes(request.Body, small, out var length)
            ? ChangeBodyReader.Read(small[..length])
            : ChangeBodyReader.Read(BodyOf(request));
    }

    // API Gateway passes bodies whose content type isn't text, such as forms, in base64.
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
            throw new ProblemException(400, """The event's body is not valid base64, although the event says so. Send JSON like {"amount":"1.89"}.""");
        }
    }
}
