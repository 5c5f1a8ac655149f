using System.Collections.Immutable;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.CheckIn;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Days.Counting;

/// <summary>What the paperwork of a count asks of people, step by step. Pure: no clock, no storage, no other grain.</summary>
internal static class PaperworkDecision
{
    /// <summary>The most that one door is taken to have let in without a network.</summary>
    private const long MostTold = 10_000;

    /// <summary>Closes the ballot account, or closes it again before the count.</summary>
    /// <returns>The decision, and the mismatches that nothing explains.</returns>
    public static (Decision Decision, ImmutableArray<AccountLine> Unexplained) Account(DayState day, LogFigures log, CloseAccount command, DateTimeOffset at)
    {
        if (DayDecision.Within(day, command.By, DayPhase.Closed) is { } refusal) return (refusal, []);
        if (TypedIn(day) is { } open) return (open, []);
        if (Wrong(day, command) is { } wrong) return (DayDecision.Invalid(wrong), []);

        var hand = command.Hand with { Venues = [.. day.Settings.Venues.Select(venue => command.Hand.Venues.Single(line => Same(line.Venue, venue.Id)))] };
        var mismatches = new AccountComparison(log, hand).Mismatches();
        ImmutableArray<Explanation> explanations =
            [.. mismatches.Select(mismatch => command.Explanations.FirstOrDefault(one => one.Explains(mismatch) && !string.IsNullOrWhiteSpace(one.Text))).OfType<Explanation>()];
        return explanations.Length < mismatches.Length
            ? (Decision.Refuse(DayRefusal.Invalid, $"Numbers do not agree, and nothing says why: {mismatches.Length - explanations.Length}."),
                [.. mismatches.Where(mismatch => !explanations.Any(one => one.Explains(mismatch)))])
            : (Decision.Write(new CountAccounted(log, hand, [.. explanations.Select(one => one with { Text = one.Text.Trim() })], command.By, at)), []);
    }

    /// <summary>Notes how many a door let in that cannot tell it by itself; 0 takes it back. Another number counts instead.</summary>
    public static Decision TellOfDoor(DayState day, DoorCount told, string by, DateTimeOffset at) =>
        DayDecision.Within(day, by, DayPhase.Closed)
        ?? (!day.Stations.Any(station => station.Role == StationRole.Door && Same(station.Name, told.Door)) ? Decision.Refuse(DayRefusal.Unknown, "This day has no door of that name.")
            : told.Arrivals is < 0 or > MostTold ? DayDecision.Invalid($"The number of people is a count from 0 to {MostTold}.")
            : day.Told.GetValueOrDefault(told.Door) == told.Arrivals ? Decision.DoneBefore
            : Decision.Write(new DoorTold(told.Door, told.Arrivals, by, at)));

    /// <summary>Notes that a paper was held beside its slip. What differs is in the log for ever, and stays.</summary>
    public static Decision Compare(DayState day, bool drawn, ComparePaper command, string by, DateTimeOffset at)
    {
        var known = day.Compared.FirstOrDefault(paper => paper.IsOf(command.Batch, command.Number));
        return !drawn ? Decision.Refuse(DayRefusal.Unknown, "The dice did not name that slip.")
            : known == command ? Decision.DoneBefore
            : known is { Same: false } ? Decision.Refuse(DayRefusal.WrongPhase, "That slip was found to differ. The log says so, and it stays.")
            : Decision.Write(new PaperCompared(command.Batch, command.Number, command.Same, by, at));
    }

    /// <summary>
    /// Whether the count may be taken: with a closed account whose figures still stand. A rehearsal may do without one, and not with one that is wrong by now: its statement would
    /// contradict itself.
    /// </summary>
    public static Decision? MayCount(DayState day, LogFigures log) =>
        TypedIn(day) is { } open ? open
        : day.Paperwork.Account is null || day.Paperwork.Account.Log == log
            ? null
            : Decision.Refuse(DayRefusal.NotAccounted, "The log has changed since the ballot account was closed. Look at the account again, and close it again.");

    /// <summary>Notes the photograph of the signed sheet, or another in its place.</summary>
    public static Decision KeepSheet(DayState day, string sha256, string mediaType, string by, DateTimeOffset at) =>
        Counted(day, by) ?? Decision.Write(new SheetPhotographed(sha256, mediaType, by, at));

    /// <summary>Notes that the sheet was signed; the names stand elsewhere.</summary>
    public static Decision Sign(DayState day, int number, string sha256, string by, DateTimeOffset at) =>
        Counted(day, by) ?? Decision.Write(new SheetSigned(number, sha256, by, at));

    /// <summary>Notes that two organisers found sheet, photograph and numbers to agree.</summary>
    public static Decision Validate(DayState day, MixStage mix, string by, string secondBy, DateTimeOffset at)
    {
        if (DayDecision.Within(day, by, DayPhase.Counted) is { } refusal) return refusal;
        if (day.Paperwork.Validated is not null) return Decision.DoneBefore;
        if (DayDecision.TakesTwo(day, by, secondBy, "A second organiser has to look at sheet, photograph and numbers.") is { } alone) return alone;
        return mix is MixStage.AwaitsDice or MixStage.AwaitsProof ? Decision.Refuse(DayRefusal.NeedsDice, "The dice come first: roll them and enter them.")
            : day.Paperwork.Account is null ? Decision.Refuse(DayRefusal.NotAccounted, "There is no ballot account to agree with.")
            : day.Paperwork.Sheet is null ? Missing("There is no photograph of the signed sheet yet.")
            : day.Paperwork.Signed is null ? Missing("Nobody has entered who signed the sheet yet.")
            : Decision.Write(new CountValidated(by, secondBy, at));
    }

    /// <summary>The refusal where the day is not counted, or all was validated; <c>null</c> where sheet and names can still change.</summary>
    public static Decision? Counted(DayState day, string by) =>
        DayDecision.Within(day, by, DayPhase.Counted)
        ?? (day.Paperwork.Validated is null ? null : Decision.Refuse(DayRefusal.WrongPhase, "The count is validated: the sheet and its names stay as they are."));

    /// <summary>The refusal of a day of which slips are being typed in; <c>null</c> where all batches are finished.</summary>
    private static Decision? TypedIn(DayState day) =>
        day.PaperBatches.Values.FirstOrDefault(batch => !batch.Finished) is { } open
            ? Decision.Refuse(DayRefusal.NotAccounted, $"The paper slips of batch {open.Batch} are being typed in. Finish that batch first.")
            : null;

    private static string? Wrong(DayState day, CloseAccount command)
    {
        var numbers = command.Hand.Venues.SelectMany(venue => new[] { venue.Received, venue.Unused, venue.Destroyed, venue.Slips }).Append(command.Hand.KeptBack);
        return numbers.Any(number => number is < 0 or > HandCount.Most) ? $"Each number is a count from 0 to {HandCount.Most}."
            : !command.Hand.Venues.Select(venue => venue.Venue).Order(StringComparer.Ordinal)
                .SequenceEqual(day.Settings.Venues.Select(venue => venue.Id).Order(StringComparer.Ordinal), StringComparer.Ordinal) ? "Count each venue of the day once."
            : command.Explanations.Any(one => one.Text.Length > Explanation.Longest) ? $"Explain in at most {Explanation.Longest} characters."
            : null;
    }

    private static Decision Missing(string detail) => Decision.Refuse(DayRefusal.NotValidated, detail);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
