namespace PbDecisionDay.Printing.Text;

/// <summary>How a text is set.</summary>
/// <param name="Typeface">The faces.</param>
/// <param name="Size">The em, millimetres.</param>
/// <param name="Language">The language as a BCP 47 tag.</param>
internal readonly record struct TextStyle(Typeface Typeface, double Size, string Language);
