using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Web.Days;

namespace PbDecisionDay.Web.Receipts;

/// <summary>What an entry of the log says, and what it is worth now.</summary>
/// <param name="Entry">The entry; <c>null</c> where the log has none.</param>
/// <param name="Standing">Whether its ballot counts, and if not, why.</param>
/// <param name="MayVote">Whether its card's last ballot was opened and it may vote again now.</param>
public sealed record EntryStanding(LogEntry? Entry, BallotStanding Standing, bool MayVote)
{
    /// <summary>The entry of which nothing can be said.</summary>
    public static EntryStanding Unknown { get; } = new(null, BallotStanding.NotSaid, false);

    /// <summary>The short number of the entry's card, to compare with the strip that was torn off; empty where it is of no card.</summary>
    public string Card => Use is { Card: var card } ? ShortNumber.Of(card).ToString() : "";

    /// <summary>The card that the entry used, and with which version.</summary>
    internal (Digest Card, int Version)? Use => Entry switch
    {
        CastEntry cast => (cast.Card, cast.Version),
        ChallengeEntry challenge => (challenge.Card, challenge.Version),
        SurrenderEntry surrender => (surrender.Card, surrender.Version),
        _ => null,
    };
}

/// <summary>Finds out what a receipt's entry is worth now, from its own text in the log and where its card stands. All of it is public.</summary>
public sealed class StandingReader(IGrainFactory grains, DayReader days)
{
    /// <summary>What the entry is worth, and whether its card can still vote on it.</summary>
    /// <param name="day">The day's id.</param>
    /// <param name="log">The log that the entry stands in.</param>
    /// <param name="leafHash">The entry's leaf hash, which stands in its receipt. No checkpoint has to cover it yet.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<EntryStanding> ReadAsync(string day, string log, Digest leafHash, CancellationToken cancellationToken)
    {
        if (await days.FindViewAsync(day, cancellationToken) is not { } found || found.Rules.Length == 0) return EntryStanding.Unknown;
        var open = found.Phase is DayPhase.Open or DayPhase.Paused;
        var box = grains.GetGrain<IBallotBoxGrain>(BoxKey.For(day, log));
        var read = EntryStanding.Unknown with { Entry = await EntryAsync(box, leafHash, cancellationToken), MayVote = open };
        if (read.Use is not null && found.Logs.Any(other => other.Log == log && other.State == LogState.Missing)) return read with { Standing = BallotStanding.LeftOut, MayVote = false };
        if (read.Entry is SurrenderEntry) return read with { Standing = BallotStanding.HandedIn };
        if (read.Use is not { } use) return read;
        var card = await box.GetCardAsync(use.Card.ToString(), cancellationToken);
        var standing = read.Entry is CastEntry ? OfCast(use.Version, card) : OfOpening(use.Version, card);
        return read with { Standing = standing, MayVote = open && card.State == CardState.Challenged };
    }

    /// <summary>What a cast of a version is worth where its card stands so.</summary>
    internal static BallotStanding OfCast(int version, CardStanding card) => card.State switch
    {
        CardState.NotUsable or CardState.ToExchange when card.OpenedVersion > 0 =>
            card.OpenedVersion == version ? BallotStanding.OpenedLast : BallotStanding.Replaced,
        CardState.NotUsable => BallotStanding.Voided,
        CardState.Challenged => card.NextVersion == version + 2 ? BallotStanding.Opened : BallotStanding.Replaced,
        CardState.MayReplace or CardState.Spent when card.NextVersion == version + 1 => BallotStanding.Counts,
        CardState.Spent when card.NextVersion == 0 => BallotStanding.Over,
        CardState.MayReplace or CardState.Spent => BallotStanding.Replaced,
        CardState.Fresh or CardState.ToExchange or CardState.AnotherLog => BallotStanding.NotSaid,
    };

    /// <summary>What a challenge of a version is worth where its card stands so.</summary>
    internal static BallotStanding OfOpening(int version, CardStanding card) =>
        card.OpenedVersion > 0 && card.OpenedVersion + 1 == version ? BallotStanding.OpeningLast
        : card.State == CardState.Challenged && card.NextVersion == version + 1 ? BallotStanding.Opening
        : BallotStanding.OpeningPast;

    private static async Task<LogEntry?> EntryAsync(IBallotBoxGrain box, Digest leafHash, CancellationToken cancellationToken)
    {
        var bytes = await box.ReadEntryAsync(leafHash.ToString(), cancellationToken);
        return LogEntry.TryParse(bytes.AsSpan(), out var entry, out _) ? entry : null;
    }
}
