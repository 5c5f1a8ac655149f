using System.Collections.Immutable;

namespace PbDecisionDay.Rules.Papers;

/// <summary>A project on the ballot paper.</summary>
public sealed record Proposal
{
    /// <summary>Its id, as <see cref="Ballots.ProjectId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Its name in the paper's own language.</summary>
    public required string Title { get; init; }

    /// <summary>Its name in other languages, by language tag.</summary>
    public ImmutableSortedDictionary<string, string> Titles { get; init; } = NoTitles;

    /// <summary>The id of the pot it asks.</summary>
    public required string Pot { get; init; }

    /// <summary>The money asked for, in minor units, more than 0.</summary>
    public required long Ask { get; init; }

    /// <summary>The least award with which it can go ahead, in minor units, from 1 to the ask.</summary>
    public required long Minimum { get; init; }

    /// <summary>The id of its tier, or null.</summary>
    public string? Tier { get; init; }

    /// <summary>The id of its area, or null.</summary>
    public string? Area { get; init; }

    /// <summary>The id of its theme, or null.</summary>
    public string? Theme { get; init; }

    /// <summary>Projects that cannot be funded beside it, ids in ordinal order; each names this one in return.</summary>
    public ImmutableArray<string> Conflicts { get; init; } = [];

    /// <summary>No name in another language.</summary>
    public static ImmutableSortedDictionary<string, string> NoTitles { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The ids of its groups.</summary>
    public IEnumerable<string> Groups => new[] { Tier, Area, Theme }.OfType<string>();

    /// <summary>Its name in a language, or in the paper's own language where there is none.</summary>
    public string TitleIn(string language) => Titles.GetValueOrDefault(language, Title);

    /// <summary>Whether it belongs to a group.</summary>
    public bool IsIn(string group) => Groups.Contains(group, StringComparer.Ordinal);
}
