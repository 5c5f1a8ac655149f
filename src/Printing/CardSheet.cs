namespace PbDecisionDay.Printing;

/// <summary>
/// What a run of card sheets says. A card is printed on one side and has four parts, one below the other: the strip to tear off, outside, inside and
/// cover. The cover folds up over the inside and the outside folds behind, so that any printer can make a card whose secret is hidden between two
/// layers of paper. Lengths are those of a card of usual size; a large one is all of it, larger.
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
    /// <summary>A card's width and height, millimetres: a quarter of A4.</summary>
    public const double CardWidth = 105, CardHeight = 148.5;

    /// <summary>
    /// The heights of the four parts, millimetres, from the top. The cover is lower than the inside, so that its edge does not meet the other fold.
    /// </summary>
    public const double StripHeight = 20.8, OutsideHeight = 41, InsideHeight = 43.6, CoverHeight = CardHeight - StripHeight - OutsideHeight - InsideHeight;

    /// <summary>Where the strip is torn off, where the outside folds behind, and where the cover folds up, millimetres from the card's top.</summary>
    public const double TearLine = StripHeight, BackFold = TearLine + OutsideHeight, FrontFold = BackFold + InsideHeight;

    /// <summary>The smallest letter on a card of usual size, millimetres: 12 points.</summary>
    public const double SmallestLetter = 12 * 25.4 / 72;

    /// <summary>How large a large card is against a usual one: half of A4 against a quarter, so that its smallest letter has 17 points.</summary>
    public const double LargeScale = 1.4142;

    /// <summary>How large the cards are.</summary>
    public CardSize Size { get; init; }

    /// <summary>The card that shows that the paper can be read, printed first; <c>null</c> for none.</summary>
    public TestCard? Test { get; init; }

    /// <summary>Cards on one A4 sheet: four, or two large ones.</summary>
    public int CardsASheet => OnASheet(Size);

    /// <summary>Cards across a sheet, and cards down it.</summary>
    public (int Across, int Down) Grid => Size == CardSize.Normal ? (2, 2) : (2, 1);

    /// <summary>The sheet, millimetres: A4 upright, and lying for large cards.</summary>
    public (double Width, double Height) Page => Size == CardSize.Normal ? (210, 297) : (297, 210);

    /// <summary>How many millimetres of paper one millimetre of a card is.</summary>
    public double Scale => Size == CardSize.Normal ? 1 : LargeScale;

    /// <summary>The titles that are printed: one a language at most.</summary>
    public IEnumerable<string> PrintedTitles => Titles.Take(Words.Count);

    /// <summary>The fingerprint in groups that an eye can hold, and that a line can end with.</summary>
    public string KeyInGroups => string.Join(' ', LogKey.Chunk(11).Select(group => new string(group)));

    /// <summary>How many sheets a number of cards takes.</summary>
    public static int SheetsFor(int cards, CardSize size = CardSize.Normal) => (cards + OnASheet(size) - 1) / OnASheet(size);

    /// <summary>How many cards stand on a sheet.</summary>
    public static int OnASheet(CardSize size) => size == CardSize.Normal ? 4 : 2;

    /// <summary>The sheets, each with its cards; the place of the test card, the first of all, is <c>null</c>.</summary>
    public IEnumerable<PrintedCard?[]> Sheets => (Test is null ? Cards : Cards.Prepend(null)).Chunk(CardsASheet);
}

/// <summary>How large cards are printed.</summary>
public enum CardSize
{
    /// <summary>Four to a sheet, no letter below 12 points.</summary>
    Normal,

    /// <summary>Large print: two to a sheet, no letter below 16 points.</summary>
    Large,
}

/// <summary>
/// A card that no batch holds. It is printed beside a batch, and who reads it from the paper shows that the cards can be read too. Its code opens nothing.
/// </summary>
/// <param name="Link">The address in its square.</param>
/// <param name="Code">The same to type, in groups with hyphens.</param>
public sealed record TestCard(string Link, string Code);
