using System.Text.Json.Serialization;
using PbDecisionDay.Grains.Journal;

namespace PbDecisionDay.Grains.Days;

/// <summary>How a day's events are called and written. What stands here has been written somewhere and stays.</summary>
internal static class DayEventNames
{
    public static readonly EventNames<DayEvent> All = new EventNames<DayEvent>()
        .Name("day-created", DayJson.Default.DayCreated)
        .Name("day-configured", DayJson.Default.DayConfigured)
        .Name("proposal-added", DayJson.Default.ProposalAdded)
        .Name("proposal-removed", DayJson.Default.ProposalRemoved)
        .Name("day-published", DayJson.Default.DayPublished)
        .Name("step-begun", DayJson.Default.StepBegun)
        .Name("casting-ended", DayJson.Default.CastingEnded)
        .Name("step-taken", DayJson.Default.StepTaken)
        .Name("voting-began", DayJson.Default.VotingBegan)
        .Name("day-counted", DayJson.Default.DayCounted)
        .Name("ballots-mixed", DayJson.Default.BallotsMixed)
        .Name("lots-entered", DayJson.Default.DiceEntered)
        .Name("paper-keyed", DayJson.Default.PaperKeyed)
        .Name("paper-batch-opened", DayJson.Default.PaperBatchOpened)
        .Name("paper-batch-counted", DayJson.Default.PaperBatchCounted)
        .Name("box-handled", DayJson.Default.BoxHandled)
        .Name("log-announced", DayJson.Default.LogAnnounced)
        .Name("log-joined", DayJson.Default.LogJoined)
        .Name("log-left-out", DayJson.Default.LogLeftOut)
        .Name("pot-changed", DayJson.Default.PotChanged)
        .Name("proposal-withdrawn", DayJson.Default.ProposalWithdrawn)
        .Name("paper-corrected", DayJson.Default.PaperCorrected)
        .Name("batch-added", DayJson.Default.BatchAdded)
        .Name("late-batch-added", DayJson.Default.BatchAddedByTwo)
        .Name("batch-spoilt", DayJson.Default.BatchSpoilt)
        .Name("batch-printed", DayJson.Default.BatchPrinted)
        .Name("batch-labelled", DayJson.Default.BatchLabelled)
        .Name("batch-activated", DayJson.Default.BatchActivated)
        .Name("card-voided", DayJson.Default.CardVoided)
        .Name("card-ended", DayJson.Default.CardEnded)
        .Name("pairing-offered", DayJson.Default.PairingOffered)
        .Name("station-paired", DayJson.Default.StationPaired)
        .Name("station-revoked", DayJson.Default.StationRevoked)
        .Name("address-reached", DayJson.Default.AddressReached)
        .Name("shares-made", DayJson.Default.SharesMade)
        .Name("share-read-back", DayJson.Default.ShareReadBack)
        .Name("openings-key-restored", DayJson.Default.OpeningsKeyRestored)
        .Name("openings-released", DayJson.Default.OpeningsReleased)
        .Name("count-accounted", DayJson.Default.CountAccounted)
        .Name("sheet-photographed", DayJson.Default.SheetPhotographed)
        .Name("sheet-signed", DayJson.Default.SheetSigned)
        .Name("paper-compared", DayJson.Default.PaperCompared)
        .Name("door-told", DayJson.Default.DoorTold)
        .Name("beside-kept", DayJson.Default.BesideKept)
        .Name("beside-dropped", DayJson.Default.BesideDropped)
        .Name("count-validated", DayJson.Default.CountValidated);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DayCreated))]
[JsonSerializable(typeof(DayConfigured))]
[JsonSerializable(typeof(ProposalAdded))]
[JsonSerializable(typeof(ProposalRemoved))]
[JsonSerializable(typeof(DayPublished))]
[JsonSerializable(typeof(StepBegun))]
[JsonSerializable(typeof(CastingEnded))]
[JsonSerializable(typeof(StepTaken))]
[JsonSerializable(typeof(VotingBegan))]
[JsonSerializable(typeof(DayCounted))]
[JsonSerializable(typeof(BallotsMixed))]
[JsonSerializable(typeof(DiceEntered))]
[JsonSerializable(typeof(PaperKeyed))]
[JsonSerializable(typeof(PaperBatchOpened))]
[JsonSerializable(typeof(PaperBatchCounted))]
[JsonSerializable(typeof(BoxHandled))]
[JsonSerializable(typeof(LogAnnounced))]
[JsonSerializable(typeof(LogJoined))]
[JsonSerializable(typeof(LogLeftOut))]
[JsonSerializable(typeof(PotChanged))]
[JsonSerializable(typeof(ProposalWithdrawn))]
[JsonSerializable(typeof(PaperCorrected))]
[JsonSerializable(typeof(BatchAdded))]
[JsonSerializable(typeof(BatchAddedByTwo))]
[JsonSerializable(typeof(BatchSpoilt))]
[JsonSerializable(typeof(BatchPrinted))]
[JsonSerializable(typeof(BatchLabelled))]
[JsonSerializable(typeof(BatchActivated))]
[JsonSerializable(typeof(CardVoided))]
[JsonSerializable(typeof(CardEnded))]
[JsonSerializable(typeof(PairingOffered))]
[JsonSerializable(typeof(StationPaired))]
[JsonSerializable(typeof(StationRevoked))]
[JsonSerializable(typeof(AddressReached))]
[JsonSerializable(typeof(SharesMade))]
[JsonSerializable(typeof(ShareReadBack))]
[JsonSerializable(typeof(OpeningsKeyRestored))]
[JsonSerializable(typeof(OpeningsReleased))]
[JsonSerializable(typeof(CountAccounted))]
[JsonSerializable(typeof(SheetPhotographed))]
[JsonSerializable(typeof(SheetSigned))]
[JsonSerializable(typeof(PaperCompared))]
[JsonSerializable(typeof(DoorTold))]
[JsonSerializable(typeof(BesideKept))]
[JsonSerializable(typeof(BesideDropped))]
[JsonSerializable(typeof(CountValidated))]
internal sealed partial class DayJson : JsonSerializerContext;
