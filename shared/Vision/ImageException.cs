namespace Quickchange.Vision;

/// <summary>An image that can't be classified. The message says what to send instead.</summary>
public sealed class ImageException : Exception
{
    public ImageException(ImageProblem problem, string message)
        : base(message) => Problem = problem;

    public ImageException()
    {
    }

    public ImageException(string message)
        : base(message)
    {
    }

    public ImageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ImageProblem Problem { get; }
}
