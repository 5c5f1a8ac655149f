using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Grains.Days;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>The names and the JSON of a day's events, as they stand in journals.</summary>
public sealed class DayEventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    private static readonly DaySettings Settings = new(
        [new LocalText("en", "Troon decides")], "Town Hall", "2026-05-30", "10:00 to 15:00", "Europe/London", ["en"], "GBP",
        [new PotSetting("main", "The pot", 1_000_000)], [new HubSetting("hall", "Town Hall")], CheckInMode.CardsOnly, "{rules}");

    private const string SettingsJson =
        """{"title":[{"language":"en","text":"Troon decides"}],"place":"Town Hall","date":"2026-05-30","hours":"10:00 to 15:00","timeZone":"Europe/London","languages":["en"],"currency":"GBP","pots":[{"id":"main","name":"The pot","amount":1000000}],"hubs":[{"id":"hall","name":"Town Hall"}],"checkIn":"CardsOnly","rules":"{rules}"}""";

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
        "day-configured" => (new DayConfigured(Settings, "A", At), $$"""{"settings":{{SettingsJson}},"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "proposal-added" => (new ProposalAdded("garden", "A", At), """{"proposal":"garden","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "proposal-removed" => (new ProposalRemoved("garden", "A", At), """{"proposal":"garden","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "day-published" => (new DayPublished("p", "r", "A", "B", At), """{"paper":"p","rules":"r","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "step-begun" => (new StepBegun(DayPhase.Closed, "", "A", "B", At), """{"to":"Closed","reason":"","by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        "step-taken" => (new StepTaken(DayPhase.Paused, "Fire", "A", "", At), """{"to":"Paused","reason":"Fire","by":"A","secondBy":"","at":"2026-05-30T09:00:00+00:00"}"""),
        "day-counted" => (new DayCounted("t", "A", "", At), """{"result":"t","by":"A","secondBy":"","at":"2026-05-30T09:00:00+00:00"}"""),
        "ballots-mixed" => (new BallotsMixed("A", At), """{"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "lots-entered" => (new LotsEntered("40817263", "A", At), """{"digits":"40817263","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "paper-keyed" => (new PaperKeyed("hall", 7, "A", At), """{"batch":"hall","number":7,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "batch-added" => (new BatchAdded("a", "A", At), """{"batch":"a","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "batch-activated" => (new BatchActivated("a", "A", At), """{"batch":"a","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "card-voided" => (new CardVoided("7K3M41CFXQ0Z2", VoidReason.Lost, "A", At), """{"shortNumber":"7K3M41CFXQ0Z2","reason":"Lost","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "pairing-offered" => (new PairingOffered("S", StationRole.Door, "Main door", "hall", "h", At, "A", At),
            """{"station":"S","role":"Door","name":"Main door","hub":"hall","codeHash":"h","validUntil":"2026-05-30T09:00:00+00:00","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "station-paired" => (new StationPaired("S", At), """{"station":"S","at":"2026-05-30T09:00:00+00:00"}"""),
        "station-revoked" => (new StationRevoked("S", "A", At), """{"station":"S","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "key-copy-kept" => (new KeyCopyKept("A", At), """{"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Freeze this event's JSON here before it is written anywhere."),
    };

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
