namespace PbDecisionDay.Printing;

/// <summary>
/// What a run of card sheets says. A card is a strip of three panels printed on one side: outside, inside, cover. The cover folds over the
/// inside and the outside folds behind, so that any printer can make a card whose secret is hidden between two layers of paper.
/// </summary>
/// <param name="Titles">The day's title in the sheet's languages, first the day's default.</param>
/// <param name="Rehearsal">Whether every card says that it is for a rehearsal.</param>
/// <param name="LogKey">The fingerprint of the log's key, SHA-256 of the key, base64; nothing is printed where it is empty.</param>
/// <param name="Words">The printed words, one set a language, in the order of the titles; one or two.</param>
/// <param name="Cards">The cards, in the order drawn.</param>
public sealed record CardSheet(
    IReadOnlyList<string> Titles,
    bool Rehearsal,
    string LogKey,
    IReadOnlyList<CardWords> Words,
    IReadOnlyList<PrintedCard> Cards)
{
    /// <summary>Cards on one A4 sheet.</summary>
    public const int CardsASheet = 8;

    /// <summary>A4 and the strips on it, millimetres.</summary>
    public const double PageWidth = 210, PageHeight = 297, SideMargin = 8, TopMargin = 10;

    /// <summary>The width of a panel and the height of a strip, millimetres.</summary>
    public const double PanelWidth = (PageWidth - 2 * SideMargin) / 3, StripHeight = (PageHeight - 2 * TopMargin) / CardsASheet;

    /// <summary>The titles that are printed: one a language at most.</summary>
    public IEnumerable<string> PrintedTitles => Titles.Take(Words.Count);

    /// <summary>How many sheets a number of cards takes.</summary>
    public static int SheetsFor(int cards) => (cards + CardsASheet - 1) / CardsASheet;

    /// <summary>The sheets, each with its cards.</summary>
    public IEnumerable<PrintedCard[]> Sheets => Cards.Chunk(CardsASheet);
}
