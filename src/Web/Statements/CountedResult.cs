using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Web.Statements;

/// <summary>A result with the paper and the currency that its sentences need.</summary>
public sealed record CountedResult(ResultDocument Document, Paper? Paper, string Currency)
{
    /// <summary>Votes by project; empty where they are not known, or where points decide.</summary>
    public ImmutableDictionary<string, long> Votes { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Each change that was made after the paper was frozen; none where nobody asked for them, or nothing was changed.</summary>
    public ImmutableArray<ToldChange> Told { get; init; } = [];

    /// <summary>The day, where each project's own page says what became of it; <c>null</c> before the declaration.</summary>
    public string? Declared { get; init; }

    /// <summary>A pot's name on the paper.</summary>
    public string PotTitle(string pot) => Paper?.Pots.FirstOrDefault(one => one.Id == pot)?.Title ?? pot;

    /// <summary>The result of a day; <c>null</c> before it is counted.</summary>
    public static CountedResult? Of(DayView day)
    {
        ArgumentNullException.ThrowIfNull(day);
        Paper.TryParse(day.Paper, out var paper, out _);
        return ResultDocument.Read(day.Result) is { } document 
            ? new(document, paper, day.Settings.Currency) { Declared = day.Phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived ? day.Day : null }
            : null;
    }
}
