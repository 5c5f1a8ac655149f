using PbDecisionDay.Contracts.Ballots;

namespace PbDecisionDay.Web.Days;

/// <summary>How far the drawing of keyed papers by the dice is, and why none are drawn. Source: docs/adr/0053.</summary>
internal enum PaperDraw
{
    /// <summary>The dice are not in the log yet.</summary>
    AwaitsDice,

    /// <summary>There are papers to be held beside their slips.</summary>
    Drawn,

    /// <summary>Nobody voted on paper.</summary>
    NoPapers,

    /// <summary>Too few ballots count for dice at all.</summary>
    NoDice,

    /// <summary>No batch has thirty slips, or fewer than thirty ballots would stay unopened: a slip could show somebody's vote.</summary>
    TooFew,
}

/// <summary>Reads it from a counted day's box.</summary>
internal static class PaperDraws
{
    /// <summary>How far it is.</summary>
    public static PaperDraw Of(BoxStatus box) =>
        !box.Samples.IsEmpty ? PaperDraw.Drawn
        : box.Papers == 0 ? PaperDraw.NoPapers
        : box.Mix is MixStage.None ? PaperDraw.NoDice
        : box.Mix is MixStage.Proved ? PaperDraw.TooFew
        : PaperDraw.AwaitsDice;
}
