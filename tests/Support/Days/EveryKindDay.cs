using System.Globalization;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Tests.Support.Days;

/// <summary>
/// A day with an entry of every kind and, as far as one day can have them, of every reason: two logs that are joined and one that is left out,
/// two late batches and one that failed, an exchange, changed pages, money and proposals, 37 papers of which ten are drawn, two pots under
/// Equal Shares with its completions, a limit of a group, and two projects of which one alone can be funded.
/// </summary>
public static class EveryKindDay
{
    /// <summary>The log that is left out.</summary>
    public const string Missing = "far";

    /// <summary>The day's course.</summary>
    public static SampleScript Script()
    {
        var script = SampleScript.Day();
        script.Paper = Paper();
        script.Rules = Rules();
        AddLogs(script);
        AddCards(script);
        AddChanges(script);
        AddPapers(script);
        AddIncidents(script);
        script.After("release", "release-dispute", _ => new ReleaseEntry(ReleasedTo.Dispute));
        script.After("erasure", "erasure-contacts", _ => new ErasureEntry(ErasedThing.Contacts));
        script.After("erasure-contacts", "erasure-key", _ => new ErasureEntry(ErasedThing.OpeningsKey));
        return script;
    }

    private static Paper Paper() => PbDecisionDay.Rules.Papers.Paper.Create(
        SampleCards.Origin, "Troon decides", "en", "GBP", 2,
        [new("green", "Green pot", 600_000), new("streets", "Streets", 900_000)],
        [new("hall", GroupKind.Area, "Round the hall", MostMoney: 450_000)],
        [
            Project("p1", "green", 120_005) with { Area = "hall" }, Project("p2", "green", 150_010) with { Area = "hall" },
            Project("p3", "green", 180_015) with { Area = "hall" }, Project("p4", "streets", 210_020) with { Conflicts = ["p7"] },
            Project("p5", "streets", 300_025), Project("p6", "streets", 240_030), Project("p7", "streets", 300_035) with { Conflicts = ["p4"] },
            Project("p8", "green", 330_040), Project("p9", "streets", 100_045), Project("p10", "streets", 50_050),
        ]);

    private static Proposal Project(string id, string pot, long ask) => new() { Id = id, Title = $"Project {id[1..]}", Pot = pot, Ask = ask, Minimum = ask };

    private static FrozenRules Rules() => FrozenRules.Create(
        BallotForm.ApproveUpTo(3),
        new()
        {
            Rule = AllocationRule.EqualShares, Completion = Completion.Add1Greedy, ThresholdPercent = 5,
            Ties = [new(TieBreakKind.MoreVotes), new(TieBreakKind.LowerCost), new(TieBreakKind.Lots, "40719935")],
        },
        LiveResults.Turnout, replacement: true, "en").Allowing(MoneyChanges.UntilMix, Withdrawals.UntilMix);

    // Two joined logs, and one whose machine did not come back.
    private static void AddLogs(SampleScript script)
    {
        script.After("batch-spare", "log-home", day => day.Announce("home", 300, 5));
        script.After("log-home", "log-cafe", day => day.Announce("cafe", 200, 10));
        script.After("log-cafe", "log-far", day => day.Announce(Missing, 400, 8));
        script.After("log-far", "batch-home", day => day.Batch("home", 300, 5, log: "home"));
        script.After("batch-home", "batch-cafe", day => day.Batch("cafe", 200, 10, log: "cafe"));
        script.After("batch-cafe", "batch-far", day => day.Batch(Missing, 400, 8, log: Missing));
        script.After("void-unused-39", "join-home", day => day.Join("home"));
        script.After("join-home", "missing-far", _ => new MissingEntry(Missing, MissingReason.Damaged, 1));
        script.After("missing-far", "join-cafe", day => day.Join("cafe"));
    }

    // Late batches, one of which failed; a last challenge, and the card exchanged for one of their own batch.
    private static void AddCards(SampleScript script)
    {
        script.After("open", "batch-late", day => day.Batch("late", 60, 4));
        script.After("batch-late", "batch-exchange", day => day.Batch("exchange", 70, 2));
        script.After("batch-exchange", "batch-failed", day => day.Batch("failed", 80, 3));
        script.After("batch-failed", "spoil-failed", _ => new SpoilEntry("failed"));
        script.After("recast-05", "cast-60", day => day.Cast(60, "approve p2 p7"));
        script.After("cast-60", "kiosk-61", day => day.Cast(61, "approve p1", CardProof.LastCast));
        script.After("kiosk-61", "challenge-61", day => day.Challenge(61));
        script.After("challenge-61", "exchange-61", day => day.Void(61, VoidReason.Challenged));
        script.After("exchange-61", "cast-70", day => day.Cast(70, "approve p3 p8"));
    }

    private static void AddChanges(SampleScript script)
    {
        script.Before("open", "ineligible-6", _ => new WithdrawEntry("p6", WithdrawReason.Ineligible));
        script.After("pages", "pages-third", day => day.ChangePages("third"));
        script.After("pages-third", "pot-streets", _ => new PotEntry("streets", 560_000, PotSource.Council, PotReason.Withdrawn));
        script.After("pot-streets", "withdraw-10", _ => new WithdrawEntry("p10", WithdrawReason.Withdrawn));
        script.After("withdraw-10", "restore-6", _ => new WithdrawEntry("p6", WithdrawReason.Restored));
        script.After("close", "pot-green", _ => new PotEntry("green", 700_000, PotSource.Sponsor, PotReason.Added));
        script.After("pot-green", "pot-green-corrected", _ => new PotEntry("green", 655_000, PotSource.Other, PotReason.Corrected));
        script.After("pot-green-corrected", "merge-8", _ => new WithdrawEntry("p8", WithdrawReason.Merged));
    }

    private static readonly string[] SlipBallots = ["approve p1 p10 p4", "approve p2 p6", "approve p3 p6", "approve p3 p7", "approve p4 p9"];

    // As many slips as cards were surrendered: 34 here, one in each joined log, and one in the log that is left out.
    private static void AddPapers(SampleScript script)
    {
        script.After("batch-spare", "batch-paper", day => day.Batch("paper", 100, 31));
        foreach (var card in Enumerable.Range(100, 31))
            script.Before("queue", Named("surrender", card), day => day.Surrender(card));
        foreach (var slip in Enumerable.Range(1, 35))
            script.Before("station-revoked", Named("slip", slip), day => day.EnterPaper("paper-2", slip, SlipBallots[slip % 5]));
        foreach (var which in Enumerable.Range(0, 10))
            script.Before("proof", Named("sample", which), day => day.Sample(which));
    }

    // A door that stayed cut off tells its total after the close.
    private static void AddIncidents(SampleScript script)
    {
        script.After("resume", "used-card", _ => new IncidentEntry(IncidentCode.UsedCard));
        script.After("used-card", "restart", _ => new IncidentEntry(IncidentCode.Restart));
        script.Replace("count-evening", day => day.Count(78));
        script.After("close", "count-late", day => day.Count(80));
        script.After("result", "dispute", _ => new IncidentEntry(IncidentCode.Dispute));
    }

    private static string Named(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");
}
