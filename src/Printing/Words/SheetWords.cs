using System.Globalization;
using System.Resources;

namespace PbDecisionDay.Printing;

/// <summary>The words of signs, posters and sheets in one language.</summary>
/// <param name="Language">The language's tag, one of <see cref="Languages"/>.</param>
public sealed record SheetWords(string Language)
{
    private static readonly ResourceManager Words = new("PbDecisionDay.Printing.Words.SheetTexts", typeof(SheetWords).Assembly);

    /// <summary>The languages of the sheets, as BCP 47 tags; the first where a day's own are not among them.</summary>
    public static IReadOnlyList<string> Languages => BallotPaperWords.Languages;

    /// <summary>Whether the language is read from the right.</summary>
    public bool RightToLeft => Culture.TextInfo.IsRightToLeft;

    /// <summary>A sentence with what is filled in.</summary>
    /// <exception cref="InvalidOperationException">The sheets do not say this.</exception>
    public string this[string key, params object[] values] => string.Format(
        Culture, Words.GetString($"Sheet.{key}", Culture) ?? throw new InvalidOperationException($"The sheets do not say {key}."), values);

    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language);
}
