using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Proposals;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Days;

/// <summary>Puts many proposals on a day's list: all or none, checked by the rules of a single one before the first is written.</summary>
internal sealed class ProposalList(DayStream stream, DayNeighbours neighbours)
{
    /// <summary>What it would come to; nothing is written.</summary>
    /// <param name="proposals">The proposals.</param>
    /// <param name="creation">
    /// For a day that is to be created with exactly these proposals, how; otherwise <c>null</c>. Where it is there already, its list must be the
    /// beginning of this one: an interrupted creation goes on, and a corrected one is refused instead of being mixed with the first.
    /// </param>
    /// <param name="by">The organiser's id.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ImportPlan> PlanAsync(
        ImmutableArray<ProposalEntry> proposals, CreateDay? creation, string by, CancellationToken cancellationToken)
    {
        var day = stream.State;
        if (creation is not null)
        {
            var created = DayDecision.Create(
                day, stream.Day, creation with { Settings = SettingsCheck.Composed(creation.Settings) }, stream.Now);
            if (created.IsRefusal) return Refused(created.Outcome);
            // As it will be, where it is not there yet.
            if (day.Created is null) day = created.Events.Aggregate(day, (state, happened) => state.Apply(happened));
        }
        var entries = Composed(proposals);
        if (DayDecision.AddProposals(day, entries, by) is { } refusal) return Refused(refusal.Outcome);

        var listed = day.Proposals.Zip(await Task.WhenAll(day.Proposals.Select(id => neighbours.Proposal(id).GetAsync(cancellationToken))))
            .Where(one => one.Second is not null).ToDictionary(one => one.First, one => one.Second!.Content, StringComparer.Ordinal);
        if (creation is not null && Conflict(day.Proposals, entries, listed) is { } conflict)
            return Refused(new DayOutcome(DayRefusal.AlreadyExists, $"There is a day '{stream.Day}' already, and {conflict}."));
        var known = entries.ToLookup(entry => listed.TryGetValue(entry.Id, out var content) ? ProposalDecision.IsSame(content, entry.Content) : (bool?)null, entry => entry.Id);
        return new ImportPlan(DayOutcome.Done, [.. known[null]], [.. known[false]], [.. known[true]], Alike(entries, listed));
    }

    /// <summary>Writes them and puts them on the list in one step.</summary>
    public async Task<DayOutcome> AddAsync(ImmutableArray<ProposalEntry> proposals, string by, CancellationToken cancellationToken)
    {
        var entries = Composed(proposals);
        if (DayDecision.AddProposals(stream.State, entries, by) is { } refusal) return refusal.Outcome;
        foreach (var entry in entries)
        {
            var written = await neighbours.Proposal(entry.Id).WriteAsync(entry.Content, by, cancellationToken);
            if (!written.Done) return new DayOutcome(DayRefusal.Unavailable, $"{entry.Id}: {written.Problem}");
        }
        var listed = stream.State.Proposals.ToHashSet(StringComparer.Ordinal);
        return await stream.CarryOutAsync(
            Decision.Write([.. entries.Where(entry => !listed.Contains(entry.Id)).Select(entry => new ProposalAdded(entry.Id, by, stream.Now))]), cancellationToken);
    }

    // What keeps the list from becoming exactly these.
    private static string? Conflict(ImmutableArray<string> list, ImmutableArray<ProposalEntry> entries, Dictionary<string, ProposalContent> listed)
    {
        var asked = entries.ToDictionary(entry => entry.Id, entry => entry.Content, StringComparer.Ordinal);
        foreach (var id in list)
            if (!asked.TryGetValue(id, out var content)) return $"it holds the proposal '{id}', which the request does not list";
            else if (listed.TryGetValue(id, out var held) && !ProposalDecision.IsSame(held, content)) return $"its proposal '{id}' has another content";
        var other = list.Zip(entries).FirstOrDefault(one => one.First != one.Second.Id);
        return other.First is null ? null : $"its proposals stand in another order: '{other.First}' where the request has '{other.Second.Id}'";
    }

    private static ImmutableArray<AlikeTitles> Alike(ImmutableArray<ProposalEntry> entries, Dictionary<string, ProposalContent> listed)
    {
        var replaced = entries.Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, content) in listed.Where(one => !replaced.Contains(one.Key)))
            foreach (var text in content.Texts)
                foreach (var reading in LookAlike.Readings(text.Title)) seen.TryAdd(reading, id);
        var alike = ImmutableArray.CreateBuilder<AlikeTitles>();
        foreach (var entry in entries)
            foreach (var text in entry.Content.Texts)
                foreach (var reading in LookAlike.Readings(text.Title))
                    if (!seen.TryAdd(reading, entry.Id) && seen[reading] is var other && other != entry.Id)
                        alike.Add(new AlikeTitles(entry.Id, other, text.Title));
        return [.. alike.DistinctBy(pair => (pair.Proposal, pair.Other))];
    }

    private static ImmutableArray<ProposalEntry> Composed(ImmutableArray<ProposalEntry> proposals) =>
        proposals.IsDefault ? [] : [.. proposals.Select(entry => entry with { Content = ProposalCheck.Composed(entry.Content) })];

    private static ImportPlan Refused(DayOutcome outcome) => new(outcome, [], [], [], []);
}
