using System.Collections.Immutable;
using System.Text.Json;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Proposals;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Days;

/// <summary>What may be done to a day's settings and list. Pure: no clock, no storage, no other grain. Steps: <see cref="LifeCycle"/>.</summary>
internal static class DayDecision
{
    private const string IdWrong = "A proposal's id takes 1 to 64 letters, digits and . _ / -";

    private static readonly Decision NoSuchDay = Decision.Refuse(DayRefusal.NoSuchDay, "There is no such day.");

    /// <summary>The same command again is no error; the id under another command is taken.</summary>
    public static Decision Create(DayState day, string id, CreateDay command, DateTimeOffset at)
    {
        if (!DayId.IsValid(id))
            return Invalid("A day's id has 1 to 40 characters: a to z, 0 to 9 and the hyphen. The first one is no hyphen.");
        if (command.By.Length == 0) return Nobody;
        if (!DaySite.TryRead(command.Site, out var site, out var problem)) return Invalid(problem);
        if (PracticeId.Is(id) != command.PracticeOf.Length > 0 || command is { PracticeOf.Length: > 0, Rehearsal: false })
            return Invalid("An id that begins with practice- is a practice run's; choose another id.");
        if (SettingsCheck.Wrong(command.Settings) is { } wrong) return Decision.Refuse(wrong);
        var practiceOf = command.PracticeOf.Length > 0 ? command.PracticeOf : null;
        if (day.Created is not { } created)
            return Decision.Write(new DayCreated(site, DaySite.Origin(site, id), command.Rehearsal, command.Settings, command.By, at) { PracticeOf = practiceOf });

        var again = created.Site == site && created.Rehearsal == command.Rehearsal && created.By == command.By && created.PracticeOf == practiceOf
            && Same(created.Settings, command.Settings);
        return again ? Decision.DoneBefore : Decision.Refuse(DayRefusal.AlreadyExists, $"There is a day '{id}' already; choose another id.");
    }

    public static Decision Configure(DayState day, DaySettings settings, string by, DateTimeOffset at) =>
        Draft(day, by)
        ?? (SettingsCheck.Wrong(settings) is { } wrong ? Decision.Refuse(wrong)
            : Rescales(day, settings) ? Invalid(
                $"The asks of the proposals are written in {day.Settings.Currency}. Take the proposals off the list before the currency becomes "
                + $"{settings.Currency}: it has other decimals, and every ask would become another amount.")
            : Same(day.Settings, settings) ? Decision.DoneBefore
            : Decision.Write(new DayConfigured(settings, by, at)));

    public static Decision AddProposal(DayState day, string proposal, string by, DateTimeOffset at) =>
        Draft(day, by)
        ?? (!ProjectId.IsValid(proposal) ? Invalid(IdWrong)
            : Listed(day, proposal) ? Decision.DoneBefore
            : Decision.Write(new ProposalAdded(proposal, by, at)));

    /// <summary>The refusal that a whole list of proposals meets: the phase first, then the list, then each by its own rules; <c>null</c> if none.</summary>
    public static Decision? AddProposals(DayState day, ImmutableArray<ProposalEntry> proposals, string by)
    {
        if (Draft(day, by) is { } refusal) return refusal;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < proposals.Length; at++)
            if (!places.TryAdd(proposals[at].Id, at))
                return Invalid($"The id '{proposals[at].Id}' stands twice: in the places {places[proposals[at].Id] + 1} and {at + 1} of the list.");
        if (day.Proposals.Union(places.Keys, StringComparer.Ordinal).Count() > Paper.MostProposals)
            return Invalid($"A day has at most {Paper.MostProposals} proposals.");
        foreach (var (id, content) in proposals)
        {
            if (!ProjectId.IsValid(id)) return Invalid(IdWrong);
            if (ProposalCheck.Problem(content) is { } problem) return Decision.Refuse(problem with { Detail = $"{id}: {problem.Detail}" });
            if (day.Settings.Pots.All(pot => !string.Equals(pot.Id, content.Pot, StringComparison.Ordinal)))
                return Decision.Refuse(new WrongMember($"{id}: The day has no pot '{content.Pot}'.", nameof(content.Pot)));
        }
        return null;
    }

    public static Decision RemoveProposal(DayState day, string proposal, string by, DateTimeOffset at) =>
        Draft(day, by)
        ?? (Listed(day, proposal) ? Decision.Write(new ProposalRemoved(proposal, by, at)) : Decision.DoneBefore);

    /// <summary>Said again, and of a day that waits for no group, it changes nothing.</summary>
    public static Decision BeginVoting(DayState day, string by, DateTimeOffset at) =>
        (day.Beginning is null ? Within(day, by, DayPhase.Open) : null)
        ?? (day.Beginning is not null || day.Settings.VotesFrom == VotesFrom.Opening ? Decision.DoneBefore : Decision.Write(new VotingBegan(by, at)));

    /// <summary>The refusal where there is no day, nobody asks, or the phase is not one of these; otherwise <c>null</c>.</summary>
    public static Decision? Within(DayState day, string by, params ReadOnlySpan<DayPhase> phases)
    {
        if (day.Created is null) return NoSuchDay;
        if (by.Length == 0) return Nobody;
        return phases.Contains(day.Phase) ? null : LifeCycle.WrongPhase(day.Phase);
    }

    /// <summary>The refusal of what takes two of the day's approvers; <c>null</c> where two of them ask. Source: docs/adr/0062.</summary>
    /// <param name="day">The day; before it is published, and on a rehearsal, any two organisers may agree.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="secondBy">Who agrees; empty where nobody does.</param>
    /// <param name="alone">What is said to one who asks alone.</param>
    internal static Decision? TakesTwo(DayState day, string by, string secondBy, string alone) =>
        WrongPeople(day, by, secondBy) ?? Alone(by, secondBy, alone);

    /// <summary>The refusal of somebody who is none of the day's approvers; <c>null</c> where those who ask are, though it be one.</summary>
    internal static Decision? WrongPeople(DayState day, string by, string secondBy) =>
        day.IsApprover(by) && (secondBy.Length == 0 || day.IsApprover(secondBy)) ? null : NotApprover;

    /// <summary>
    /// The refusal of what takes two of the day's approvers on a day that counts and is not published: nobody is its approver yet, and two accounts of one
    /// person would be two people; <c>null</c> where it is published, or a rehearsal.
    /// </summary>
    internal static Decision? BeforeApprovers(DayState day) => !day.Created!.Rehearsal && day.Phase == DayPhase.Draft
        ? Decision.Refuse(DayRefusal.WrongPhase, "Publish the day first. This takes two of its approvers, and who they are is fixed when it is published.")
        : null;

    /// <summary>The refusal of what takes two organisers of any kind; <c>null</c> where two ask.</summary>
    internal static Decision? Alone(string by, string secondBy, string alone) =>
        secondBy.Length == 0 || string.Equals(secondBy, by, StringComparison.Ordinal) ? Decision.Refuse(DayRefusal.NeedsSecondPerson, alone) : null;

    private static Decision NotApprover { get; } =
        Decision.Refuse(DayRefusal.NotApprover, "Two of this day's approvers have to agree. Who they are was fixed when the day was published.");

    internal static Decision Nobody { get; } = Invalid("Say which organiser asks.");

    internal static Decision Invalid(string detail) => Decision.Refuse(DayRefusal.Invalid, detail);

    /// <summary>Whether another currency would make other amounts of the asks that stand in minor units.</summary>
    private static bool Rescales(DayState day, DaySettings settings) =>
        !day.Proposals.IsEmpty && Currencies.DigitsOf(day.Settings.Currency) is { } digits && Currencies.DigitsOf(settings.Currency) is { } others && digits != others;

    private static Decision? Draft(DayState day, string by) => Within(day, by, DayPhase.Draft);

    private static bool Listed(DayState day, string proposal) => day.Proposals.Contains(proposal, StringComparer.Ordinal);

    /// <summary>By content: two arrays of one content are not equal records.</summary>
    private static bool Same(DaySettings one, DaySettings other) => Text(one).AsSpan().SequenceEqual(Text(other));

    private static byte[] Text(DaySettings settings) => JsonSerializer.SerializeToUtf8Bytes(settings, DayJson.Default.DaySettings);
}
