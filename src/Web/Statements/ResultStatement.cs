using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Sqlite;

namespace PbDecisionDay.Web.Statements;

/// <summary>Everything that stands on a statement of result: the only names of people in it are the approvers'.</summary>
/// <param name="Day">The day.</param>
/// <param name="Paper">Its frozen ballot paper.</param>
/// <param name="Result">The counted result.</param>
/// <param name="Box">What the log knows.</param>
/// <param name="Checkpoint">The log's last signed checkpoint, a C2SP note.</param>
/// <param name="MixEntry">The leaf hash of the mix in the log, base64; empty where there is none.</param>
public sealed record ResultStatement(DayView Day, Paper Paper, ResultDocument Result, BoxStatus Box, string Checkpoint, string MixEntry)
{
    /// <summary>The result with each project's votes, for its sentences.</summary>
    public CountedResult Counted => new(Result, Paper, Day.Settings.Currency) { Votes = Votes, Told = Told, Declared = IsDeclared ? Day.Day : null };

    /// <summary>Votes by project; empty where points decide.</summary>
    public ImmutableDictionary<string, long> Votes { get; init; } = ImmutableDictionary<string, long>.Empty;

    /// <summary>Each change of money and each withdrawal, with what it did.</summary>
    public ImmutableArray<ToldChange> Told { get; init; } = [];

    /// <summary>Who could approve the day's steps, by name, and how each was confirmed; a name that was erased is empty.</summary>
    public ImmutableArray<(string Name, Confirmation Confirmed)> Approvers { get; init; } = [];

    /// <summary>The approvers whose account was recovered before the day ended, the oldest first.</summary>
    public ImmutableArray<RecoveredApprover> Recovered { get; init; } = [];

    /// <summary>Whether everyone may read it.</summary>
    public bool IsDeclared => Day.Phase is DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived;

    /// <summary>When a phase was reached, for programs; <c>null</c> where it was not.</summary>
    public string? Moment(DayPhase phase) => Taken(phase)?.At.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>When a phase was reached, by the hall's clock; <c>null</c> where it was not.</summary>
    public string? At(DayPhase phase) =>
        Taken(phase) is { } taken ? Localisation.LocalTime.Of(taken.At, Day.Settings.TimeZone) : null;

    private StepView? Taken(DayPhase phase) => Day.Steps.LastOrDefault(step => step.To == phase);
}

/// <summary>An approver whose account others let them into again.</summary>
/// <param name="Name">Who; empty where the name was erased.</param>
/// <param name="At">When.</param>
/// <param name="By">Who asked for it; empty where the name was erased.</param>
/// <param name="SecondBy">Who agreed, empty where the name was erased; <c>null</c> for whoever runs the machine.</param>
public sealed record RecoveredApprover(string Name, DateTimeOffset At, string By, string? SecondBy);
