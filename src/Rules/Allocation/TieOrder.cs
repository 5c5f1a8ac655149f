using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>The places of projects in the tie order, fixed before anything is counted except where the list itself asks for votes.</summary>
public static class TieOrder
{
    /// <summary>The place of each project, from 0: of two tied projects the one with the lower place goes first.</summary>
    public static int[] Places(Election election, ImmutableArray<TieBreak> ties)
    {
        if (TieBreak.Problem(ties) is { } problem)
            throw new ArgumentException(problem, nameof(ties));
        int[] order = [.. Enumerable.Range(0, election.Projects.Length)];
        Comparison<int>[] ways = [.. ties.Select(tie => Compare(election, tie))];
        Array.Sort(order, (a, b) => ways.Select(way => way(a, b)).FirstOrDefault(sign => sign != 0));
        int[] places = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            places[order[i]] = i;
        return places;
    }

    /// <summary>A project's lot: SHA-256 of the UTF-8 bytes of seed, line feed, id. The lowest lot, as bytes, goes first.</summary>
    public static byte[] Lot(string seed, string id) => SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{id}"));

    private static Comparison<int> Compare(Election election, TieBreak tie)
    {
        ImmutableArray<Project> projects = election.Projects;
        byte[][] lots = tie.Kind == TieBreakKind.Lots ? [.. projects.Select(project => Lot(tie.Seed, project.Id))] : [];
        return tie.Kind switch
        {
            TieBreakKind.LowerCost => (a, b) => projects[a].Cost.CompareTo(projects[b].Cost),
            TieBreakKind.MoreVotes => (a, b) => election.Support.Votes[b].CompareTo(election.Support.Votes[a]),
            TieBreakKind.FirstPreferences => (a, b) => election.Support.FirstPreferences[b].CompareTo(election.Support.FirstPreferences[a]),
            TieBreakKind.File => (a, b) => a.CompareTo(b),
            TieBreakKind.Id => (a, b) => string.CompareOrdinal(projects[a].Id, projects[b].Id),
            TieBreakKind.Lots => (a, b) => lots[a].AsSpan().SequenceCompareTo(lots[b]),
        };
    }
}
