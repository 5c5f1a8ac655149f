using System.Collections.Immutable;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Rules.Papers;

/// <summary>Whether a paper holds together: ids good and unlike, every name known, every amount possible.</summary>
internal static class PaperCheck
{
    public static string? Problem(
        string origin, string currency, int minorDigits,
        ImmutableArray<Pot> pots, ImmutableArray<Group> groups, ImmutableArray<Proposal> proposals)
    {
        if (origin.Length == 0 || origin.Any(c => c is <= ' ' or '+' or > '~'))
            return "The origin is empty or has a space, a plus sign or a letter outside ASCII.";
        if (currency.Length != 3 || !currency.All(char.IsAsciiLetterUpper))
            return $"'{currency}' is not a currency code of three capital letters.";
        if (minorDigits is < 0 or > 4)
            return "The currency has between 0 and 4 decimal digits.";
        if (pots.IsEmpty)
            return "The paper has no pot.";
        return Ids("pot", pots.Select(pot => pot.Id))
            ?? Ids("group", groups.Select(group => group.Id))
            ?? Ids("project", proposals.Select(proposal => proposal.Id))
            ?? (proposals.Length > Paper.MostProposals ? $"A paper has at most {Paper.MostProposals} projects." : null)
            ?? (pots.Aggregate((Int128)0, (sum, pot) => sum + Math.Max(pot.Amount, 0)) > Paper.MostMoney ? $"The pots together hold more than {Paper.MostMoney} minor units." : null)
            ?? proposals.Where(proposal => proposal.Ask > Paper.MostMoney).Select(proposal => $"Project {proposal.Id} asks for more than {Paper.MostMoney} minor units.").FirstOrDefault()
            ?? pots.Where(pot => pot.Amount < 0).Select(pot => $"Pot {pot.Id} holds less than nothing.").FirstOrDefault()
            ?? groups.Where(group => group.MostMoney < 0 || group.MostProjects < 0).Select(group => $"The limit of group {group.Id} is below 0.").FirstOrDefault()
            ?? Proposals(pots, groups, proposals);
    }

    private static string? Ids(string what, IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string id in ids)
        {
            if (!ProjectId.IsValid(id))
                return $"'{id}' is not an id: a {what} takes 1 to {ProjectId.MaxLength} letters, digits or . _ / -";
            if (!seen.Add(id))
                return $"Two {what}s have the id {id}.";
        }
        return null;
    }

    private static string? Proposals(ImmutableArray<Pot> pots, ImmutableArray<Group> groups, ImmutableArray<Proposal> proposals)
    {
        var potIds = pots.Select(pot => pot.Id).ToHashSet(StringComparer.Ordinal);
        var byId = proposals.ToDictionary(proposal => proposal.Id, StringComparer.Ordinal);
        foreach (Proposal proposal in proposals)
        {
            if (!potIds.Contains(proposal.Pot))
                return $"Project {proposal.Id} asks pot {proposal.Pot}, which is not on the paper.";
            if (proposal.Ask <= 0)
                return $"Project {proposal.Id} must ask for more than nothing.";
            if (proposal.Minimum < 1 || proposal.Minimum > proposal.Ask)
                return $"The least award of project {proposal.Id} must be between 1 and its ask.";
            string? group = Unknown(groups, proposal.Tier, GroupKind.Tier)
                ?? Unknown(groups, proposal.Area, GroupKind.Area)
                ?? Unknown(groups, proposal.Theme, GroupKind.Theme);
            if (group is not null)
                return $"Project {proposal.Id} names {group}, which is not on the paper.";
            if (!proposal.Conflicts.SequenceEqual(proposal.Conflicts.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal)))
                return $"The conflicts of project {proposal.Id} are not in ordinal order, each once.";
            foreach (string other in proposal.Conflicts)
                if (!byId.TryGetValue(other, out Proposal? found) || !found.Conflicts.Contains(proposal.Id, StringComparer.Ordinal) || ReferenceEquals(found, proposal))
                    return $"Project {proposal.Id} conflicts with {other}, which does not name it in return.";
        }
        return null;
    }

    private static string? Unknown(ImmutableArray<Group> groups, string? id, GroupKind kind) =>
        id is null || groups.Any(group => group.Kind == kind && string.Equals(group.Id, id, StringComparison.Ordinal))
            ? null
            : $"{Text.Words.Of(kind)} {id}";
}
