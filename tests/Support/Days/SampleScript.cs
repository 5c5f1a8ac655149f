using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Tests.Support.Days;

/// <summary>
/// The course of a sample day as named steps. A test alters one step and plays: everything that follows from it (mix,
/// proof, result, tree, checkpoints, bundle) is made anew from the altered log, as a cheating operator would make it.
/// </summary>
/// <remarks>
/// The steps of <see cref="Day"/>, in order: batch-hall (cards 1 to 40), batch-spare (41 to 48), station-paired, open,
/// activate-hall, count-morning, cast-01 … cast-33 (hall), cast-41, cast-42 (spares handed out one by one), replace-03,
/// kiosk-04 (version 6), challenge-05, recast-05, pause, resume, pages, surrender-06 (after its cast), surrender-36, surrender-35,
/// void-lost-37, void-found-38, queue, last, count-evening, close, void-unused-39, paper-1, paper-2, paper-1-corrected, station-revoked,
/// mix, dice, proof, result, release, erasure. 34 cards and 2 papers count.
/// </remarks>
public sealed class SampleScript
{
    /// <summary>What the eight dice show.</summary>
    public const string Digits = "40719935";

    private readonly List<SampleStep> steps = [];

    private SampleScript(FrozenRules rules) => Rules = rules;

    public IReadOnlyList<SampleStep> Steps => steps;

    public Paper Paper { get; set; } = Paper.Create(
        SampleCards.Origin, "Troon decides", "en", "GBP", 2,
        [new("main", "Main pot", 1_000_000)], [],
        Enumerable.Range(1, 6).Select(i => new Proposal { Id = $"p{i}", Title = $"Project {i}", Pot = "main", Ask = 150_000L + 50_000 * i, Minimum = 100_000 }));

    public FrozenRules Rules { get; set; }

    /// <summary>Steps after which a checkpoint is signed; one is always signed after the last.</summary>
    public HashSet<string> Signed { get; } = new(StringComparer.Ordinal) { "open", "cast-20", "close", "result" };

    /// <summary>What is published of the ballots that count: all of them, or what a cheat would publish instead.</summary>
    public Func<IReadOnlyList<string>, IReadOnlyList<string>> Publish { get; set; } = ballots => ballots;

    /// <summary>What is counted of the day's changes: all of them, or what a cheat would count instead.</summary>
    public Func<PaperChanges, PaperChanges> Count { get; set; } = changes => changes;

    /// <summary>What the result says of the logs that are left out; it may hide one.</summary>
    public Func<ImmutableArray<MissingLog>, ImmutableArray<MissingLog>> LeftOut { get; set; } = logs => logs;

    /// <summary>A whole valid day.</summary>
    /// <param name="replacement">Whether cards may replace their ballots; if not, there is no replace-03, kiosk-04 and surrender-06.</param>
    public static SampleScript Day(bool replacement = true)
    {
        var rules = FrozenRules.Create(BallotForm.ApproveUpTo(3), new() { Rule = AllocationRule.MostVotes }, LiveResults.Turnout, replacement, "en");
        var script = new SampleScript(rules);
        script.Add("batch-hall", day => day.Batch("hall", 1, 40));
        script.Add("batch-spare", day => day.Batch("spare", 41, 8, CardMaker.Service));
        script.Add("station-paired", _ => new StationEntry(SampleCards.Bytes("station"), StationRole.Door, StationChange.Paired));
        script.Add("open", day => day.Open());
        script.Add("activate-hall", day => day.Activate("hall"));
        script.Add("count-morning", day => day.Count(12));
        for (var card = 1; card <= 33; card++)
            script.AddCast(card);
        script.AddCast(41);
        script.AddCast(42);
        if (replacement)
        {
            script.Add("replace-03", day => day.Cast(3, "approve p1 p2 p6"));
            script.Add("kiosk-04", day => day.Cast(4, "blank", CardProof.LastCast));
        }
        script.Add("challenge-05", day => day.Challenge(5));
        script.Add("recast-05", day => day.Cast(5, "approve p5"));
        script.Add("pause", _ => new IncidentEntry(IncidentCode.Pause));
        script.Add("resume", _ => new IncidentEntry(IncidentCode.Resume));
        script.Add("pages", day => day.ChangePages());
        if (replacement)
            script.Add("surrender-06", day => day.Surrender(6));
        script.Add("surrender-35", day => day.Surrender(35));
        script.Add("surrender-36", day => day.Surrender(36));
        script.Add("void-lost-37", day => day.Void(37, VoidReason.Lost));
        script.Add("void-found-38", day => day.Void(38, VoidReason.Found));
        script.Add("queue", _ => new IncidentEntry(IncidentCode.QueueAtClose));
        script.Add("last", _ => new LastEntry());
        script.Add("count-evening", day => day.Count(45));
        script.Add("close", day => day.Close());
        script.Add("void-unused-39", day => day.Void(39, VoidReason.Unused));
        script.Add("paper-1", day => day.EnterPaper("paper-1", 1, "approve p2"));
        script.Add("paper-2", day => day.EnterPaper("paper-1", 2, "approve p3 p4"));
        script.Add("paper-1-corrected", day => day.EnterPaper("paper-1", 1, "approve p2 p3"));
        script.Add("station-revoked", _ => new StationEntry(SampleCards.Bytes("station"), StationRole.Door, StationChange.Revoked));
        script.Add("mix", day => day.Mix());
        script.Add("lots", _ => new DiceEntry(Digits));
        script.Add("proof", day => day.Prove());
        script.Add("result", day => day.Result());
        script.Add("release", _ => new ReleaseEntry(ReleasedTo.Auditor));
        script.Add("erasure", _ => new ErasureEntry(ErasedThing.Register));
        return script;
    }

    /// <summary>A day whose rules let money and projects change, with one change of money, two withdrawals and one restored: pot-up, withdraw-5, withdraw-6, restore-6.</summary>
    public static SampleScript ChangedDay(
        MoneyChanges money = MoneyChanges.UntilMix, Withdrawals withdrawal = Withdrawals.UntilMix, LiveResults live = LiveResults.Turnout)
    {
        var script = Allowing(money, withdrawal, live);
        script.After("recast-05", "withdraw-5", _ => new WithdrawEntry("p5", WithdrawReason.Withdrawn));
        if (live == LiveResults.Turnout)
        {
            script.Before("open", "withdraw-6", _ => new WithdrawEntry("p6", WithdrawReason.Ineligible));
            script.After("withdraw-5", "restore-6", _ => new WithdrawEntry("p6", WithdrawReason.Restored));
            script.After("close", "pot-up", _ => new PotEntry("main", 1_500_000, PotSource.Sponsor, PotReason.Added));
        }
        return script;
    }

    /// <summary>
    /// A day with so many paper ballots that ten are drawn by dice: batch-paper (cards 100 to 131), surrender-100 …, slip-1 … slip-32 (batch
    /// paper-2), and between lots and proof sample-0 … sample-9.
    /// </summary>
    public static SampleScript PapersDay()
    {
        var script = Day();
        script.After("batch-spare", "batch-paper", day => day.Batch("paper", 100, 32));
        foreach (var card in Enumerable.Range(100, 32))
            script.Before("queue", Named("surrender", card), day => day.Surrender(card));
        script.Replace("count-evening", day => day.Count(77));
        foreach (var slip in Enumerable.Range(1, 32))
            script.Before("station-revoked", Named("slip", slip), day => day.EnterPaper("paper-2", slip, slip % 2 == 0 ? "approve p1" : "approve p2 p4"));
        foreach (var which in Enumerable.Range(0, 10))
            script.Before("proof", Named("sample", which), day => day.Sample(which));
        return script;
    }

    /// <summary>
    /// A day with two more logs that are joined: log-cafe (cards 200 to 209) and log-home (300 to 304), batch-cafe, batch-home, and after the close
    /// join-home and join-cafe. 47 cards and 4 papers count.
    /// </summary>
    public static SampleScript LogsDay()
    {
        var script = Day();
        script.After("batch-spare", "log-home", day => day.Announce("home", 300, 5));
        script.After("log-home", "log-cafe", day => day.Announce("cafe", 200, 10));
        script.After("log-cafe", "batch-home", day => day.Batch("home", 300, 5, log: "home"));
        script.After("batch-home", "batch-cafe", day => day.Batch("cafe", 200, 10, log: "cafe"));
        script.After("void-unused-39", "join-home", day => day.Join("home"));
        script.After("join-home", "join-cafe", day => day.Join("cafe"));
        script.After("paper-1-corrected", "paper-4", day => day.EnterPaper("paper-1", 4, "approve p3"));
        script.After("paper-4", "paper-5", day => day.EnterPaper("paper-1", 5, "approve p1"));
        return script;
    }

    /// <summary>A whole valid day whose rules let money and projects change, without a change.</summary>
    public static SampleScript Allowing(MoneyChanges money, Withdrawals withdrawal, LiveResults live = LiveResults.Turnout)
    {
        var script = Day();
        script.Rules = FrozenRules.Create(script.Rules.Form, script.Rules.Allocation, live, replacement: true, "en").Allowing(money, withdrawal);
        return script;
    }

    /// <summary>The day's course with fewer than 30 ballots, so without a mix: 20 cards and 2 papers count.</summary>
    public static SampleScript SmallDay()
    {
        var script = Day(replacement: false);
        for (var card = 20; card <= 33; card++)
            script.Remove(CastName(card));
        script.Signed.Remove("cast-20");
        return script.Remove("cast-42").Remove("mix").Remove("lots").Remove("proof");
    }

    /// <summary>Adds a step at the end.</summary>
    public SampleScript Add(string name, Func<SampleDay, SampleEntry> make) => Insert(steps.Count, name, make);

    /// <summary>Adds a step before another.</summary>
    public SampleScript Before(string other, string name, Func<SampleDay, SampleEntry> make) => Insert(At(other), name, make);

    /// <summary>Adds a step after another.</summary>
    public SampleScript After(string other, string name, Func<SampleDay, SampleEntry> make) => Insert(At(other) + 1, name, make);

    /// <summary>Replaces what a step does.</summary>
    public SampleScript Replace(string name, Func<SampleDay, SampleEntry> make)
    {
        steps[At(name)] = new(name, make);
        return this;
    }

    /// <summary>Alters the entry that a step makes.</summary>
    public SampleScript Alter(string name, Func<SampleEntry, SampleEntry> alter)
    {
        var step = steps[At(name)];
        return Replace(name, day => alter(step.Make(day)));
    }

    /// <summary>Leaves a step out.</summary>
    public SampleScript Remove(string name)
    {
        steps.RemoveAt(At(name));
        return this;
    }

    /// <summary>Moves a step to directly behind another.</summary>
    public SampleScript Move(string name, string behind)
    {
        var step = steps[At(name)];
        steps.RemoveAt(At(name));
        steps.Insert(At(behind) + 1, step);
        return this;
    }

    /// <summary>Plays the day.</summary>
    public SampleDay Play() => new(this);

    private static string Named(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");

    private static string CastName(int card) => string.Create(CultureInfo.InvariantCulture, $"cast-{card:00}");

    private void AddCast(int card) => Add(CastName(card), day => day.Cast(card, $"approve p{1 + card % 3} p{4 + card % 2}"));

    private SampleScript Insert(int at, string name, Func<SampleDay, SampleEntry> make)
    {
        if (steps.Exists(step => step.Name == name))
            throw new ArgumentException($"There is a step {name}.", nameof(name));
        steps.Insert(at, new(name, make));
        return this;
    }

    private int At(string name) => steps.FindIndex(step => step.Name == name) is var at and >= 0
        ? at
        : throw new ArgumentException($"There is no step {name}.", nameof(name));
}
