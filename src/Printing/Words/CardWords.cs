using System.Globalization;
using System.Resources;

namespace PbDecisionDay.Printing;

/// <summary>The words printed on a card in one language: cards speak two at once, so they do not follow anyone's own language.</summary>
/// <param name="Language">The language's tag, one of <see cref="Languages"/>.</param>
/// <param name="KeepStrip">What is said beside the strip's number.</param>
/// <param name="HowTo">The steps printed on the cover, in order; the last leads to the address below them.</param>
/// <param name="Test">What a test card is called, on all its parts.</param>
/// <param name="TestHowTo">What is done with a test card, in order.</param>
/// <param name="Address">The address to type, without its scheme.</param>
public sealed record CardWords(
    string Language, string DoNotOpen, string YourCode, string KeepSecret, string Rehearsal, string LogKey, string KeepStrip, IReadOnlyList<string> HowTo,
    string Test, IReadOnlyList<string> TestHowTo, string Address)
{
    /// <summary>The most languages one card speaks.</summary>
    public const int MostLanguages = 2;

    private static readonly ResourceManager Words = new("PbDecisionDay.Printing.Words.CardTexts", typeof(CardWords).Assembly);

    /// <summary>The languages that cards speak, as BCP 47 tags; the first where a day's own are not among them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "gd", "ar", "zh", "pl", "uk", "ur"];

    /// <summary>The value of <c>dir</c> in HTML.</summary>
    public string Direction => CultureInfo.GetCultureInfo(Language).TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Everything that a card says in this language.</summary>
    public IEnumerable<string> Texts => [DoNotOpen, YourCode, KeepSecret, Rehearsal, LogKey, KeepStrip, .. HowTo];

    /// <summary>Everything that a test card says in this language.</summary>
    public IEnumerable<string> TestTexts => [Test, .. TestHowTo];

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
        string Say(string key) => Words.GetString($"Card.{key}", culture) ?? throw new InvalidOperationException($"Cards do not say {key}.");
        return new(
            language, Say("DoNotOpen"), Say("YourCode"), Say("KeepSecret"), Say("Rehearsal"), Say("LogKey"), Say("KeepStrip"),
            [Say("Step1"), Say("Step2"), Say("Step3")], Say("Test"), [Say("Test1"), Say("Test2"), Say("Test3")], address);
    }
}
