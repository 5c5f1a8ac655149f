namespace PbDecisionDay.Web.Localisation;

/// <summary>
/// A text of people's own inside a sentence: whichever way it runs, the words and numbers beside it keep their places. For what stands in a
/// page's element of its own, <c>bdi</c> does the same. Source: Unicode Standard Annex 9, section 2.7.
/// </summary>
public static class Isolated
{
    private const char Begin = '\u2068', End = '\u2069';

    /// <summary>The text between the marks that isolate it; nothing for nothing.</summary>
    public static string Of(string? text) => string.IsNullOrEmpty(text) ? "" : $"{Begin}{text}{End}";
}
