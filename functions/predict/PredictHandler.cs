using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Quickchange.Http;
using Quickchange.Vision;

namespace Quickchange.Predict;

/// <summary>
/// Answers <c>POST /predict</c> with <c>{"top":"Sneaker","predictions":[{"label":"Sneaker","probability":0.97},…],"model":"…"}</c>.
/// </summary>
/// <param name="classifier">Classifies images.</param>
public sealed class PredictHandler(Classifier classifier)
{
    private readonly Answers _answers = new();

    public APIGatewayHttpApiV2ProxyResponse Handle(APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context)
    {
        try
        {
            return _answers.Json(classifier.Classify(ImageReader.Read(request)), Classification.Write);
        }
        catch (ProblemException exception)
        {
            return _answers.Problem(exception.Problem);
        }
        catch (ImageException exception)
        {
            return _answers.Problem(new(StatusOf(exception.Problem), exception.Message));
        }
    }

    private static int StatusOf(ImageProblem problem) => problem switch
    {
        ImageProblem.Unsupported => 415,
        ImageProblem.Damaged => 400,
        _ => 422,
    };
}
