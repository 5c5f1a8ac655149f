using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Receipts;

/// <summary>Finds out what a receipt's entry is worth now, from its own text in the log and where its card stands. All of it is public.</summary>
public sealed class StandingReader(IGrainFactory grains, DayReader days)
{
    /// <summary>What the entry is worth, and whether its card can still vote on it.</summary>
    /// <param name="day">The day's id.</param>
    /// <param name="answer">The entry's place, and the checkpoint over it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<(BallotStanding Standing, bool Open)> ReadAsync(string day, InclusionAnswer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.State != InclusionState.Covered || await days.FindViewAsync(day, cancellationToken) is not { } found
            || !FrozenRules.TryParse(found.Rules, out var rules, out _)) return (BallotStanding.NotSaid, false);
        var open = found.Phase is DayPhase.Open or DayPhase.Paused;
        var box = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day));
        var entry = await EntryAsync(box, answer, cancellationToken);
        if (entry is SurrenderEntry) return (BallotStanding.HandedIn, open);
        var used = entry switch
        {
            CastEntry cast => (cast.Card, cast.Version),
            ChallengeEntry challenge => (challenge.Card, challenge.Version),
            _ => ((Digest Card, int Version)?)null,
        };
        if (used is not { } use) return (BallotStanding.NotSaid, open);
        var card = await box.GetCardAsync(use.Card.ToString(), cancellationToken);
        var standing = entry is CastEntry ? OfCast(use.Version, card, rules!.Replacement) : OfOpening(use.Version, card);
        return (standing, open && card.State == CardState.Challenged);
    }

    /// <summary>What a cast of a version is worth where its card stands so.</summary>
    internal static BallotStanding OfCast(int version, CardStanding card, bool replacement) => card.State switch
    {
        CardState.NotUsable => BallotStanding.Voided,
        CardState.Challenged => card.NextVersion == version + 2 ? BallotStanding.Opened : BallotStanding.Replaced,
        CardState.MayReplace or CardState.Spent when card.NextVersion == version + 1 => BallotStanding.Counts,
        CardState.Spent when card.NextVersion == 0 =>
            version == CardProof.Last || (!replacement && version == CardProof.Last - 1) ? BallotStanding.Counts : BallotStanding.Over,
        CardState.MayReplace or CardState.Spent => BallotStanding.Replaced,
        CardState.Fresh => BallotStanding.NotSaid,
    };

    /// <summary>What a challenge of a version is worth where its card stands so.</summary>
    internal static BallotStanding OfOpening(int version, CardStanding card) =>
        card.State == CardState.Challenged && card.NextVersion == version + 1 || card is { State: CardState.Spent, NextVersion: 0 } && version == CardProof.Last
            ? BallotStanding.Opening
            : BallotStanding.OpeningPast;

    private static async Task<LogEntry?> EntryAsync(IBallotBoxGrain box, InclusionAnswer answer, CancellationToken cancellationToken)
    {
        if (answer.Checkpoint.Split('\n') is not [_, var written, ..] || !long.TryParse(written, out var size)) return null;
        var bundle = answer.Index / Tile.FullWidth;
        var tile = Tile.OfEntries(bundle, (int)Math.Min(Tile.FullWidth, size - bundle * Tile.FullWidth));
        var bytes = await box.ReadTileAsync(tile.Path, cancellationToken);
        return TileContents.TryReadEntries(bytes.AsMemory(), out var entries) && LogEntry.TryParse(entries[(int)(answer.Index % Tile.FullWidth)].Span, out var entry, out _)
            ? entry
            : null;
    }
}
