using System.Collections.Immutable;
using PbDecisionDay.Rules.Allocation;

namespace PbDecisionDay.Rules.Pabulib;

/// <summary>An election in Pabulib's format. Source: Stolicki, Szufa, Talmon, "Pabulib: A Participatory Budgeting Library", arXiv:2012.06539, and pabulib.org/format.</summary>
public sealed class PabulibFile
{
    /// <summary>The keys and values of META, in the file's order.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Meta { get; init; }

    /// <summary>The column names of PROJECTS.</summary>
    public required ImmutableArray<string> ProjectColumns { get; init; }

    /// <summary>The rows of PROJECTS, as wide as the columns, in the file's order.</summary>
    public required ImmutableArray<ImmutableArray<string>> Projects { get; init; }

    /// <summary>The column names of VOTES.</summary>
    public required ImmutableArray<string> VoteColumns { get; init; }

    /// <summary>The rows of VOTES, as wide as the columns; empty when they were not asked for.</summary>
    public ImmutableArray<ImmutableArray<string>> Votes { get; init; } = [];

    /// <summary>The election. Money is in the smallest unit that every amount in the file is a whole number of.</summary>
    public required Election Election { get; init; }

    /// <summary>What is odd but was read all the same, in plain sentences.</summary>
    public required ImmutableArray<string> Warnings { get; init; }

    /// <summary>The value of a META key, or null.</summary>
    public string? this[string key] =>
        Meta.Where(pair => string.Equals(pair.Key, key, StringComparison.Ordinal)).Select(pair => pair.Value).FirstOrDefault();

    /// <summary>A project's value in a column, or null where there is no such column.</summary>
    public string? OfProject(int project, string column)
    {
        int at = ProjectColumns.IndexOf(column);
        return at < 0 ? null : Projects[project][at];
    }
}
