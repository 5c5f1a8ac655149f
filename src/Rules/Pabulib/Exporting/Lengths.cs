namespace PbDecisionDay.Rules.Pabulib.Exporting;

/// <summary>How many projects a ballot of a file names: what META may say so that it is true of every row.</summary>
/// <param name="Least">The fewest, 0 where a ballot is blank; null where the day's limits are another in each pot of
/// the file.</param>
/// <param name="Most">The most, never more than there are projects; null where there is no limit.</param>
internal readonly record struct Lengths(int? Least, int? Most)
{
    /// <summary>The limits of a file.</summary>
    public static Lengths Of(ExportedPart part)
    {
        if (part is { Form.PerPot: true, HasSeveralPots: true })
            return new(null, null);
        // What a ballot says about one pot is a piece of it, where the limits hold for the whole ballot.
        int named = part.Pot is null || part.Form.PerPot ? part.Form.Least : 1;
        int? most = part.Form.Most == 0
            ? null
            : Math.Min(part.Form.Most + (part.Form.Extra?.Votes ?? 0), part.Proposals.Length);
        return new(part.BlankBallots > 0 ? 0 : named, most);
    }
}
