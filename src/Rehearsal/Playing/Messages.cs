using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PbDecisionDay.Rehearsal.Playing;

// What goes over the wire, as a stranger reads it in the service's description of its interface. Only what a rehearsal uses.
internal sealed record NewDay(
    string Day, string Title, bool Rehearsal, string CheckIn, string Currency, ImmutableArray<NewPot> Pots,
    ImmutableArray<string> Languages, ImmutableArray<NewVenue> Venues, JsonElement Rules, ImmutableArray<NewProposal> Proposals,
    string? VotesFrom);

internal sealed record NewPot(string Id, string Name, long Amount);

internal sealed record NewVenue(string Id, string Name);

internal sealed record NewProposal(string Id, string Title, long Ask, long Minimum, string Pot, string? Area);

internal sealed record CreatedDay(string Day, string Origin);

internal sealed record NewBatch(string Batch, ImmutableArray<string> Cards, string? SecondToken);

internal sealed record NewTotal(string Pot, long Amount, string Source, string Reason, string? SecondToken);

internal sealed record Withdrawal(string Proposal, string Reason, bool Consent, string? SecondToken);

internal sealed record NewStation(string Role, string Name, string Venue);

internal sealed record StationCode(string Code);

internal sealed record Step(string To, string? Reason, string? SecondToken);

internal sealed record DayState(string Phase, string RulesHash, string PaperHash, string ResultHash, string Mix);

internal sealed record DiceRolled(string Digits, string SecondToken);

internal sealed record EndedCard(string Card, string Reason, string SecondToken);

internal sealed record DayDocument(
    string Day, string Origin, string Phase, bool Rehearsal, JsonElement Rules, string RulesHash, JsonElement Paper, string PaperHash, string LogKey);

internal sealed record Pairing(string Code, string Day);

internal sealed record CheckIn(string Card);

internal sealed record CheckInReply(string Status);

internal sealed record Cast(string Card, int Version, string Proof, string Ballot, string Attempt);

internal sealed record Surrender(string Card, int Version, string Proof, string Attempt);

internal sealed record SurrenderAnswer(string Receipt, long Index);

internal sealed record FinishedBatch(string Batch, int Pile);

internal sealed record KioskAnswer(string Name, string Phase);

internal sealed record AskedCard(string Card);

internal sealed record CardAnswer(string State);

internal sealed record Challenge(string Card, int Version, string Proof, string Random, bool? LosesVote = null);

internal sealed record Exchange(string Card, string Inside);

internal sealed record ExchangeReply(string Status);

internal sealed record ChallengeAnswer(string Receipt, long Index, string LeafHash, string Nonce, string Ballot);

internal sealed record CastAnswer(string Receipt, long Index, string LeafHash);

internal sealed record UsedVersion(long Index);

internal sealed record ReceiptProof(string State, long Index, ImmutableArray<string> Proof, string Checkpoint);

internal sealed record Snapshot(
    string Day, long Number, int Step, string Phase, long Issued, long Ballots, long ShownBallots, string Checkpoint, string Result);

internal sealed record Problem(string? Type, string? Title, string? Detail);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(NewDay))]
[JsonSerializable(typeof(CreatedDay))]
[JsonSerializable(typeof(NewBatch))]
[JsonSerializable(typeof(NewTotal))]
[JsonSerializable(typeof(Withdrawal))]
[JsonSerializable(typeof(NewStation))]
[JsonSerializable(typeof(StationCode))]
[JsonSerializable(typeof(Step))]
[JsonSerializable(typeof(DayState))]
[JsonSerializable(typeof(DiceRolled))]
[JsonSerializable(typeof(EndedCard))]
[JsonSerializable(typeof(DayDocument))]
[JsonSerializable(typeof(Pairing))]
[JsonSerializable(typeof(CheckIn))]
[JsonSerializable(typeof(CheckInReply))]
[JsonSerializable(typeof(Cast))]
[JsonSerializable(typeof(Surrender))]
[JsonSerializable(typeof(SurrenderAnswer))]
[JsonSerializable(typeof(FinishedBatch))]
[JsonSerializable(typeof(KioskAnswer))]
[JsonSerializable(typeof(AskedCard))]
[JsonSerializable(typeof(CardAnswer))]
[JsonSerializable(typeof(Challenge))]
[JsonSerializable(typeof(Exchange))]
[JsonSerializable(typeof(ExchangeReply))]
[JsonSerializable(typeof(ChallengeAnswer))]
[JsonSerializable(typeof(CastAnswer))]
[JsonSerializable(typeof(UsedVersion))]
[JsonSerializable(typeof(ReceiptProof))]
[JsonSerializable(typeof(Snapshot))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class Json : JsonSerializerContext;
