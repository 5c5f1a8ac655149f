using System.Collections.Immutable;
using Orleans;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Tallies;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Web.Statements;

/// <summary>Puts a day's statement of result together.</summary>
public sealed class StatementReader(IGrainFactory grains, ChangesReader changes)
{
    /// <summary>The statement; <c>null</c> where the day is not counted.</summary>
    public async Task<ResultStatement?> ReadAsync(DayView day, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        if (ResultDocument.Read(day.Result) is not { } result || !Paper.TryParse(day.Paper, out var paper, out _)) return null;
        var box = grains.GetGrain<IBallotBoxGrain>(BoxKey.Main(day.Day));
        var status = await grains.GetDayStatusAsync(day.Day, cancellationToken);
        var checkpoint = await box.GetCheckpointAsync(cancellationToken);
        var mix = status.Mix == MixStage.None ? "" : await MixEntryAsync(box, checkpoint, cancellationToken);
        return new ResultStatement(day, paper!, result, status, checkpoint, mix)
        {
            Votes = await VotesAsync(day, paper!, cancellationToken),
            Told = await changes.ReadAsync(day, cancellationToken),
            Approvers = await ApproversAsync(day, cancellationToken),
            Recovered = await RecoveredAsync(day, cancellationToken),
        };
    }

    private async Task<ImmutableArray<(string Name, Confirmation Confirmed)>> ApproversAsync(DayView day, CancellationToken cancellationToken)
    {
        if (day.Approvers.IsEmpty) return [];
        var organisers = await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(cancellationToken);
        return
        [
            .. day.Approvers
                .Select(approver => (organisers.FirstOrDefault(organiser => organiser.Id == approver.Organiser)?.Name ?? "", approver.Confirmed))
                .OrderBy(approver => approver.Item1, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private async Task<ImmutableArray<RecoveredApprover>> RecoveredAsync(DayView day, CancellationToken cancellationToken)
    {
        var recoveries = await ApproverRecoveries.ReadAsync(grains, day, cancellationToken);
        if (recoveries.IsEmpty) return [];
        var names = (await grains.GetGrain<IOrganisationGrain>(IOrganisationGrain.Key).ListOrganisersAsync(cancellationToken)).ToDictionary(one => one.Id, one => one.Name, StringComparer.Ordinal);
        return
        [
            .. recoveries.Select(one => new RecoveredApprover(
                names.GetValueOrDefault(one.Organiser, ""), one.At, names.GetValueOrDefault(one.By, ""),
                one.SecondBy.Length == 0 ? null : names.GetValueOrDefault(one.SecondBy, ""))),
        ];
    }

    /// <summary>Counts the ballots of a counted day once more, project by project; empty where points decide, or nobody knows the votes any more.</summary>
    public async Task<ImmutableDictionary<string, long>> VotesAsync(DayView day, Paper paper, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(paper);
        if (!FrozenRules.TryParse(day.Rules, out var rules, out _) || rules!.Allocation.CountsPoints) return ImmutableDictionary<string, long>.Empty;
        var counted = (await grains.GetDayStatusAsync(day.Day, cancellationToken)).Ballots;
        var ballots = await grains.GetGrain<ITallyGrain>(day.Day).GetBallotsAsync(cancellationToken);
        // Nothing was published of a few ballots, and the key that could open them is destroyed: nobody here knows the votes any more.
        if (ballots.Sum(same => (long)same.Number) != counted) return ImmutableDictionary<string, long>.Empty;
        var standings = new Standings(paper);
        foreach (var same in ballots)
        {
            if (!Ballot.TryParse(same.Ballot, out var ballot, out _)) throw new InvalidDataException("A counted ballot cannot be read.");
            for (var one = 0; one < same.Number; one++) standings.Add(ballot!);
        }
        return paper.Proposals.Select((proposal, at) => KeyValuePair.Create(proposal.Id, standings.Votes[at])).ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <summary>Reads the log from its end, as anyone can: a few entries follow the mix.</summary>
    private static async Task<string> MixEntryAsync(IBallotBoxGrain box, string checkpoint, CancellationToken cancellationToken)
    {
        if (checkpoint.Split('\n') is not [_, var written, ..] || !long.TryParse(written, out var size)) return "";
        for (var bundle = (size - 1) / Tile.FullWidth; bundle >= 0; bundle--)
        {
            var tile = Tile.OfEntries(bundle, (int)Math.Min(Tile.FullWidth, size - bundle * Tile.FullWidth));
            var bytes = await box.ReadTileAsync(tile.Path, cancellationToken);
            if (!TileContents.TryReadEntries(bytes.AsMemory(), out var entries)) return "";
            foreach (var entry in entries.Reverse())
                if (entry.Span.StartsWith("pbdd/1 mix\n"u8)) return MerkleTree.LeafHash(entry.Span).ToString();
        }
        return "";
    }
}
