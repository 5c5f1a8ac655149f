using PbDecisionDay.Contracts.Days.Counting;
using PbDecisionDay.Grains.Days.Counting;

namespace PbDecisionDay.Grains.Tests.Days.Counting;

/// <summary>The names and the JSON of the events of typing slips in, as they stand in journals; and the seal of what is typed.</summary>
public sealed class PaperEventJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 5, 30, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string> Names() => [.. PaperEventNames.All.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_keeps_its_name_and_its_json(string name)
    {
        var (happened, json) = Written(name);
        EventJson.IsFrozen(PaperEventNames.All, happened, name, json);
    }

    private static (PaperEvent Happened, string Json) Written(string name) => name switch
    {
        "typing-key-made" => (new TypingKeyMade("h", At), """{"sha256":"h","at":"2026-05-30T09:00:00+00:00"}"""),
        "slip-batch-opened" => (new SlipBatchOpened("hall", 40, "A", At), """{"batch":"hall","pile":40,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "pile-recounted" => (new PileRecounted("hall", 41, "A", At), """{"batch":"hall","pile":41,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "slip-typed" => (new SlipTyped("hall", 7, "s", true, "A", At), """{"batch":"hall","number":7,"sealed":"s","differs":true,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "slip-photographed" => (new SlipPhotographed("hall", 7, "h", "A", At), """{"batch":"hall","number":7,"sha256":"h","by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "slip-settled" => (new SlipSettled("hall", 7, "s", true, "A", At), """{"batch":"hall","number":7,"sealed":"s","byPhotograph":true,"by":"A","at":"2026-05-30T09:00:00+00:00"}"""),
        "slip-batch-finished" => (new SlipBatchFinished("hall", [3, 7], "A", "B", At), """{"batch":"hall","leftOut":[3,7],"by":"A","secondBy":"B","at":"2026-05-30T09:00:00+00:00"}"""),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Freeze this event's JSON here before it is written anywhere."),
    };

    [Fact]
    public void What_was_typed_opens_in_its_own_place_under_its_own_key_alone()
    {
        var seal = new SlipSeal(new byte[SlipSeal.KeyBytes]);
        SlipReading[] readings = [SlipReading.Of("blank"), SlipReading.Of("approve " + string.Join(' ', Enumerable.Range(1, 500))), .. Enum.GetValues<SpoiltReason>().Select(SlipReading.Of)];
        foreach (var reading in readings) Assert.Equal(reading, seal.Open("hall", 7, seal.Close("hall", 7, reading)));
        Assert.NotEqual(seal.Close("hall", 7, readings[0]), seal.Close("hall", 7, readings[0]));

        var closed = seal.Close("hall", 7, readings[0]);
        Assert.Throws<InvalidDataException>(() => seal.Open("hall", 8, closed));
        Assert.Throws<InvalidDataException>(() => seal.Open("cafe", 7, closed));
        byte[] picture = [0xFF, 0xD8, 0xFF, 7];
        var photograph = seal.ClosePhotograph("hall", 7, picture);
        Assert.Equal(picture, seal.OpenPhotograph("hall", 7, photograph));
        Assert.Throws<InvalidDataException>(() => seal.OpenPhotograph("hall", 8, photograph));
        Assert.Throws<InvalidDataException>(() => seal.Open("hall", 7, Convert.ToBase64String(photograph)));
        Assert.Throws<InvalidDataException>(() => seal.OpenPhotograph("hall", 7, Convert.FromBase64String(closed)));
        Assert.Throws<InvalidDataException>(() => new SlipSeal([.. Enumerable.Repeat((byte)1, SlipSeal.KeyBytes)]).Open("hall", 7, closed));
    }
}
