namespace PbDecisionDay.Printing;

/// <summary>
/// A ballot paper as it is printed: all copies are alike. It carries its batch and no number, so that nobody at a desk can note whose it is.
/// Source: docs/adr/0067.
/// </summary>
/// <param name="Batch">The batch's name.</param>
/// <param name="Rehearsal">Whether it says that it is for a rehearsal.</param>
/// <param name="Look">How it is set.</param>
/// <param name="Marks">What a resident writes into a box.</param>
/// <param name="Titles">The day's title in the paper's languages, in the order of the words.</param>
/// <param name="Words">The printed words, one set a language; one or two, side by side.</param>
/// <param name="Projects">The projects in the order of the paper.</param>
public sealed record BallotPaper(
    string Batch, bool Rehearsal, BallotPaperLook Look, BallotPaperMarks Marks, IReadOnlyList<string> Titles, IReadOnlyList<BallotPaperWords> Words,
    IReadOnlyList<PrintedProject> Projects)
{
    /// <summary>The most languages of one paper.</summary>
    public const int MostLanguages = 2;
}

/// <summary>How a ballot paper is set.</summary>
public enum BallotPaperLook
{
    /// <summary>As small as print may be: 11 points.</summary>
    Normal,

    /// <summary>Large print: at least 18 points.</summary>
    Large,

    /// <summary>Easy read: a picture and short sentences beside each project.</summary>
    EasyRead,
}

/// <summary>What is written into the boxes of a ballot paper.</summary>
public enum BallotPaperMarks
{
    /// <summary>A cross.</summary>
    Cross,

    /// <summary>A number: points, a mark or a rank.</summary>
    Number,
}

/// <summary>A project on a printed paper.</summary>
/// <param name="Number">Its number, as the count team types it.</param>
/// <param name="Titles">Its title in each language of the paper.</param>
/// <param name="Ask">The money that it asks for, with its currency.</param>
/// <param name="EasyRead">Its short sentences in each language; empty where it has none.</param>
/// <param name="Picture">Its picture as SVG of the service's own set; empty for none.</param>
/// <param name="PictureAddress">Where a page finds the picture.</param>
/// <param name="Pot">The pot that it asks where there are several, its size band, and the numbers of those that get no money beside it; may be empty.</param>
public sealed record PrintedProject(
    string Number, IReadOnlyList<string> Titles, string Ask, IReadOnlyList<string> EasyRead, string Picture, string PictureAddress, string Pot);
