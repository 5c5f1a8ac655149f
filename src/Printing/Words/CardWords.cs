using System.Globalization;
using System.Resources;

namespace PbDecisionDay.Printing;

/// <summary>The words printed on a card in one language: cards speak two at once, so they do not follow anyone's own language.</summary>
/// <param name="Language">The language's tag, one of <see cref="Languages"/>.</param>
/// <param name="HowTo">The steps printed on the cover, in order.</param>
/// <param name="Address">The address to type, without its scheme, which one of the steps says.</param>
public sealed record CardWords(
    string Language, string DoNotOpen, string YourCode, string KeepSecret, string Rehearsal, string LogKey, IReadOnlyList<string> HowTo, string Address)
{
    /// <summary>The most languages one card speaks.</summary>
    public const int MostLanguages = 2;

    private static readonly ResourceManager Words = new("PbDecisionDay.Printing.Words.CardTexts", typeof(CardWords).Assembly);

    /// <summary>The languages that cards speak, as BCP 47 tags; the first where a day's own are not among them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "gd", "ar", "zh", "pl", "uk", "ur"];

    /// <summary>The value of <c>dir</c> in HTML.</summary>
    public string Direction => CultureInfo.GetCultureInfo(Language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Everything that is said in this language.</summary>
    public IEnumerable<string> Texts => [DoNotOpen, YourCode, KeepSecret, Rehearsal, LogKey, .. HowTo];

    /// <summary>The words for the first two of a day's languages; English where cards speak none of them.</summary>
    /// <param name="languages">The day's languages, the default first.</param>
    /// <param name="address">The address to type, without its scheme.</param>
    public static IReadOnlyList<CardWords> For(IEnumerable<string> languages, string address)
    {
        CardWords[] words = [.. languages.Where(tag => Languages.Contains(tag, StringComparer.Ordinal)).Take(MostLanguages).Select(tag => In(tag, address))];
        return words.Length > 0 ? words : [In(Languages[0], address)];
    }

    private static CardWords In(string language, string address)
    {
        var culture = CultureInfo.GetCultureInfo(language);
        string Say(string key) => Words.GetString(key, culture) ?? throw new InvalidOperationException($"Cards do not say {key}.");
        return new(
            language, Say("Card.DoNotOpen"), Say("Card.YourCode"), Say("Card.KeepSecret"), Say("Card.Rehearsal"), Say("Card.LogKey"),
            [Say("Card.Step1"), string.Format(culture, Say("Card.Step2"), address), Say("Card.Step3")], address);
    }
}
