namespace Quickchange.Vision;

/// <summary>Why an image can't be classified.</summary>
public enum ImageProblem
{
    /// <summary>Its format is not supported.</summary>
    Unsupported,

    /// <summary>It is damaged or incomplete.</summary>
    Damaged,

    /// <summary>It has too many pixels, or none; it is animated; or it shows nothing.</summary>
    Unsuitable,
}
