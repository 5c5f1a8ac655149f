using System.Globalization;
using System.Resources;

namespace PbDecisionDay.Printing;

/// <summary>The words printed on a ballot paper in one language.</summary>
/// <param name="Language">The language's tag, one of <see cref="Languages"/>.</param>
/// <param name="Title">What the sheet is.</param>
/// <param name="Batch">Its batch, in words.</param>
/// <param name="Rehearsal">That it is for a rehearsal.</param>
/// <param name="HowTo">How to fill it in, a sentence or two each.</param>
public sealed record BallotPaperWords(string Language, string Title, string Batch, string Rehearsal, IReadOnlyList<string> HowTo)
{
    private static readonly ResourceManager Words = new("PbDecisionDay.Printing.Words.PaperTexts", typeof(BallotPaperWords).Assembly);

    /// <summary>The languages that ballot papers speak, as BCP 47 tags; the first where a day's own are not among them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "gd", "ar", "zh"];

    /// <summary>The value of <c>dir</c> in HTML.</summary>
    public string Direction => CultureInfo.GetCultureInfo(Language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Everything that is said in this language.</summary>
    public IEnumerable<string> Texts => [Title, Batch, Rehearsal, .. HowTo];

    /// <summary>The words in a language.</summary>
    /// <param name="language">One of <see cref="Languages"/>.</param>
    /// <param name="batch">The batch's name.</param>
    /// <param name="rules">The sentences about the day's rules for ballots: their keys, and what is filled in.</param>
    public static BallotPaperWords In(string language, string batch, IEnumerable<(string Key, string[] Values)> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var culture = CultureInfo.GetCultureInfo(language);
        string Say(string key, params object[] values) => string.Format(
            culture, Words.GetString($"Paper.{key}", culture) ?? throw new InvalidOperationException($"Ballot papers do not say {key}."), values);
        return new(
            language, Say("Title"), Say("Batch", batch), Say("Rehearsal"),
            [.. rules.Select(rule => Say(rule.Key, [.. rule.Values])), Say("Blank"), Say("Box")]);
    }
}
