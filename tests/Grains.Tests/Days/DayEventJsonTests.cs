using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>The names and the JSON of a day's events, as they stand in journals.</summary>
public sealed class DayEventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    private static readonly DaySettings Settings = new(
        [new LocalText("en", "Troon decides")], "Town Hall", "2026-05-30", "10:00 to 15:00", "Europe/London", ["en"], "GBP",
        [new PotSetting("main", "The pot", 1_000_000)], [new VenueSetting("hall", "Town Hall")], CheckInMode.CardsOnly, "{rules}");

    private const string SettingsJson =
        """{"title":[{"language":"en","text":"Troon decides"}],"place":"Town Hall","date":"2026-05-30","hours":"10:00 to 15:00","timeZone":"Europe/London","languages":["en"],"currency":"GBP","pots":[{"id":"main","name":"The pot","amount":1000000}],"venues":[{"id":"hall","name":"Town Hall"}],"checkIn":"CardsOnly","rules":"{rules}","witnesses":[]}""";

    public static TheoryData<string> Names() => [.. DayEventNames.All.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_keeps_its_name_and_its_json(string name)
    {
        var (happened, json) = Written(name);
        EventJson.IsFrozen(DayEventNames.All, happened, name, json);
    }

    private static (DayEvent Happened, string Json) Written(string name) => name switch
    {
        "day-created" => (new DayCreated("https://pb.south.example", "pb.south.example/troon", true, Settings, "A", At),
            $$"""{"site":"https://pb.south.example","origin":"pb.south.example/troon","rehearsal":true,"settings":{{SettingsJson}},"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "day-configured" => (new DayConfigured(Settings with { Order = BallotOrder.ByCard, VotesFrom = VotesFrom.KiosksEarlier, EntryQuestion = "Here?", EntryTranslations = [new("gd", "An-seo?")], Limits = [new("tier/small", 5, 2)] }, "A", At),
            $$"""{"settings":{{SettingsJson.Replace("\"witnesses\":[]", "\"witnesses\":[],\"order\":\"ByCard\",\"entryQuestion\":\"Here?\",\"entryTranslations\":[{\"language\":\"gd\",\"text\":\"An-seo?\"}],\"limits\":[{\"group\":\"tier/small\",\"mostMoney\":5,\"mostProjects\":2}],\"votesFrom\":\"KiosksEarlier\"", StringComparison.Ordinal)}},"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "proposal-added" => (new ProposalAdded("garden", "A", At), """{"proposal":"garden","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "proposal-removed" => (new ProposalRemoved("garden", "A", At), """{"proposal":"garden","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "day-published" => (new DayPublished("p", "r", "l", "A", "B", At) { Approvers = [new("A", Confirmation.ByMachine), new("B", Confirmation.ByOrganiser)] },
            """{"paper":"p","rules":"r","pages":"l","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00","approvers":[{"organiser":"A","confirmed":"ByMachine"},{"organiser":"B","confirmed":"ByOrganiser"}]}"""),
        "step-begun" => (new StepBegun(DayPhase.Closed, "", "A", "B", At), """{"to":"Closed","reason":"","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "casting-ended" => (new CastingEnded(At), """{"at":"2026-05-30T09:00:00+00:00"}"""),
        "step-taken" => (new StepTaken(DayPhase.Paused, "Fire", "A", "", At), """{"to":"Paused","reason":"Fire","by":"A","secondBy":"","at":"2026-05-30T09:00:00+00:00"}"""),
        "voting-began" => (new VotingBegan("A", At), """{"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "day-counted" => (new DayCounted("t", "A", "", At), """{"result":"t","by":"A","secondBy":"","at":"2026-05-30T09:00:00+00:00"}"""),
        "ballots-mixed" => (new BallotsMixed("A", At), """{"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "lots-entered" => (new DiceEntered("40817263", "A", At) { SecondBy = "B" }, """{"digits":"40817263","by":"A","at":"2026-05-30T09:00:00+00:00","secondBy":"B"}"""),
        "paper-keyed" => (new PaperKeyed("hall", 7, "A", At), """{"batch":"hall","number":7,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "paper-batch-opened" => (new PaperBatchOpened("hall", "A", At), """{"batch":"hall","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "paper-batch-counted" => (new PaperBatchCounted("hall", new PaperFigures(40, 30, 2, 3, 1, 1, 2, 1, 7, 4, 2), "A", "B", At),
            """{"batch":"hall","figures":{"pile":40,"accepted":30,"blank":2,"tooMany":3,"unreadable":1,"unofficial":1,"late":2,"againstRules":1,"leftOut":7,"differences":4,"opened":2},"by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "box-handled" => (new BoxHandled("Box 1", BoxStep.Sealed, "0012345", "Town Hall", "h", "A", At),
            """{"box":"Box 1","step":"Sealed","seal":"0012345","place":"Town Hall","sha256":"h","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "batch-printed" => (new BatchPrinted("b", ["n"], "t", "A", "B", At) { InsteadOf = "a" },
            """{"batch":"b","cards":["n"],"test":"t","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00","insteadOf":"a"}"""),
        "batch-labelled" => (new BatchLabelled("b", "School", "A", At), """{"batch":"b","label":"School","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "batch-added" => (new BatchAdded("a", "A", At), """{"batch":"a","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "card-ended" => (new CardEnded("7K3M41CFXQ0Z2", VoidReason.Found, "A", "B", At), """{"shortNumber":"7K3M41CFXQ0Z2","reason":"Found","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "late-batch-added" => (new BatchAddedByTwo("a", "A", "B", At), """{"batch":"a","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "batch-spoilt" => (new BatchSpoilt("a", "A", "B", At), """{"batch":"a","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "log-announced" => (new LogAnnounced("cafe", "A", "B", At), """{"log":"cafe","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "log-joined" => (new LogJoined("cafe", "A", "B", At), """{"log":"cafe","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "log-left-out" => (new LogLeftOut("cafe", MissingReason.Damaged, 3, "A", "B", At),
            """{"log":"cafe","reason":"Damaged","surrendered":3,"by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "pot-changed" => (new PotChanged("main", 5, PotSource.Sponsor, PotReason.Added, "A", "B", At),
            """{"pot":"main","amount":5,"source":"Sponsor","reason":"Added","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "proposal-withdrawn" => (new ProposalWithdrawn("garden", WithdrawReason.Merged, true, "A", "B", At),
            """{"proposal":"garden","reason":"Merged","consent":true,"by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "paper-corrected" => (new PaperCorrected("garden", 7, 6, 5, 4, "{}", "A", "B", At),
            """{"proposal":"garden","askBefore":7,"minimumBefore":6,"ask":5,"minimum":4,"paper":"{}","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "batch-activated" => (new BatchActivated("a", "A", At), """{"batch":"a","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "card-voided" => (new CardVoided("7K3M41CFXQ0Z2", VoidReason.Lost, "A", At), """{"shortNumber":"7K3M41CFXQ0Z2","reason":"Lost","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "pairing-offered" => (new PairingOffered("S", StationRole.Door, "Main door", "hall", "h", At, "A", At),
            """{"station":"S","role":"Door","name":"Main door","venue":"hall","codeHash":"h","validUntil":"2026-05-30T09:00:00+00:00","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "station-paired" => (new StationPaired("S", At), """{"station":"S","at":"2026-05-30T09:00:00+00:00"}"""),
        "station-revoked" => (new StationRevoked("S", "A", At), """{"station":"S","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "shares-made" => (new SharesMade(2, "k", ["A", "B", ""], ["x", "y", "z"], true, "A", "B", At), """{"set":2,"openings":"k","holders":["A","B",""],"shares":["x","y","z"],"whileOpen":true,"by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "share-read-back" => (new ShareReadBack(3, "A", At), """{"number":3,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "openings-key-restored" => (new OpeningsKeyRestored("A", At), """{"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "openings-released" => (new OpeningsReleased(ReleasedTo.Auditor, "For the auditor", "A", "B", At), """{"to":"Auditor","reason":"For the auditor","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "count-accounted" => (new CountAccounted(
                new LogFigures(10, 6, null, 5, 1, 1, 4, 0, 0, 2, 3, 7), new HandCount([new VenueCount("hall", 8, 2, 0, 1)], 2),
                [new Explanation(AccountCheck.HandedOut, "", "One fell into the sea.")], "A", At),
            """{"log":{"printed":10,"issued":6,"checkedIn":null,"used":5,"surrendered":1,"papers":1,"casts":4,"replaced":0,"challenged":0,"lost":2,"found":3,"unused":7},"hand":{"venues":[{"venue":"hall","received":8,"unused":2,"destroyed":0,"slips":1}],"keptBack":2},"explanations":[{"check":"HandedOut","venue":"","text":"One fell into the sea."}],"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "sheet-photographed" => (new SheetPhotographed("h", "image/jpeg", "A", At), """{"sha256":"h","mediaType":"image/jpeg","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "sheet-signed" => (new SheetSigned(3, "h", "A", At), """{"number":3,"sha256":"h","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "door-told" => (new DoorTold("Main door", 4, "A", At), """{"door":"Main door","people":4,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "paper-compared" => (new PaperCompared("hall", 17, Same: false, "A", At), """{"batch":"hall","number":17,"same":false,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "beside-kept" => (new BesideKept(new BesideElection(BesideKind.Other, "Last year, 2025", "The council", "h", [4, 30, 0, 2], [new([6, 30], [20, 10])]), "A", At),
            """{"election":{"kind":"Other","name":"Last year, 2025","from":"The council","file":"h","bySize":[4,30,0,2],"pots":[{"bySize":[6,30],"places":[20,10]}]},"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "address-reached" => (new AddressReached(true, At), """{"secure":true,"at":"2026-05-30T09:00:00+00:00"}"""),
        "beside-dropped" => (new BesideDropped(BesideKind.Rehearsal, "A", At), """{"kind":"Rehearsal","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "count-validated" => (new CountValidated("A", "B", At), """{"by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Freeze this event's JSON here before it is written anywhere."),
    };

    [Theory]
    [InlineData(AccountCheck.Venue, "Venue")]
    [InlineData(AccountCheck.Printed, "Printed")]
    [InlineData(AccountCheck.HandedOut, "HandedOut")]
    [InlineData(AccountCheck.Unreturned, "Unreturned")]
    [InlineData(AccountCheck.Slips, "Slips")]
    [InlineData(AccountCheck.Papers, "Papers")]
    public void A_check_of_the_account_keeps_its_word(AccountCheck check, string word) => EventJson.IsFrozen(
        DayEventNames.All, new CountAccounted(new LogFigures(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), new HandCount([], 0), [new Explanation(check, "", "x")], "A", At), "count-accounted",
        $$"""{"log":{"printed":1,"issued":2,"checkedIn":3,"used":4,"surrendered":5,"papers":6,"casts":7,"replaced":8,"challenged":9,"lost":10,"found":11,"unused":12},"hand":{"venues":[],"keptBack":0},"explanations":[{"check":"{{word}}","venue":"","text":"x"}],"by":"A","at":"2026-05-30T09:00:00+00:00"}""");

    [Theory]
    [InlineData(BoxStep.Sealed, "Sealed")]
    [InlineData(BoxStep.Moved, "Moved")]
    [InlineData(BoxStep.Opened, "Opened")]
    public void A_step_with_a_box_keeps_its_word(BoxStep step, string word) => EventJson.IsFrozen(
        DayEventNames.All, new BoxHandled("1", step, "2", "3", "h", "A", At), "box-handled",
        $$"""{"box":"1","step":"{{word}}","seal":"2","place":"3","sha256":"h","by":"A","at":"2026-05-30T09:00:00+00:00"}""");

    [Theory]
    [InlineData(DayPhase.Draft, "Draft")]
    [InlineData(DayPhase.Published, "Published")]
    [InlineData(DayPhase.Open, "Open")]
    [InlineData(DayPhase.Paused, "Paused")]
    [InlineData(DayPhase.Closed, "Closed")]
    [InlineData(DayPhase.Counted, "Counted")]
    [InlineData(DayPhase.Declared, "Declared")]
    [InlineData(DayPhase.Ratified, "Ratified")]
    [InlineData(DayPhase.Archived, "Archived")]
    [InlineData(DayPhase.Postponed, "Postponed")]
    [InlineData(DayPhase.Void, "Void")]
    public void A_phase_keeps_its_word(DayPhase phase, string word) => EventJson.IsFrozen(
        DayEventNames.All, new StepTaken(phase, "", "A", "", At), "step-taken", $$"""{"to":"{{word}}","reason":"","by":"A","secondBy":"","at":"2026-05-30T09:00:00+00:00"}""");
}
