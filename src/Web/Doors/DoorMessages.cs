using System.Text.Json.Serialization;
using System.Text.Json;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Web.Doors;

/// <summary>Checks somebody in: exactly one of the three.</summary>
/// <param name="Card">The short number on a card's outside; on a day with a register, of a batch for exchange alone.</param>
/// <param name="Pass">The code of a person's pass (a day with a register).</param>
/// <param name="Line">The id of a person's line (a day with a register).</param>
public sealed record CheckInRequest(string? Card, string? Pass, string? Line);

/// <summary>What checking in came to.</summary>
/// <param name="Status">
/// With cards only <c>issued</c>, <c>already-issued</c>, <c>unknown</c>, <c>ended</c> or <c>wrong-phase</c>, and for a card of a batch for exchange
/// <c>replaced</c> or <c>none-to-replace</c>; with a register <c>checked-in</c>, <c>already-checked-in</c>,
/// <c>kept-elsewhere</c> (another door keeps this line and has no network) or <c>unknown</c>, and for a card the same
/// as with cards only but for <c>issued</c>: of a card of another batch <c>not-for-exchange</c> alone.
/// </param>
/// <param name="Line">The person's line, with the mark that stands; <c>null</c> for a card.</param>
/// <param name="KeptBy">The door that keeps the line, where that is the answer; else left out.</param>
public sealed record CheckInReply(string Status, DoorLine? Line, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? KeptBy = null);

/// <summary>Takes in a card that a challenge of version 6 or 7 left no cast. What the inside gives is compared and forgotten.</summary>
/// <param name="Card">The card's number A, base64.</param>
/// <param name="Inside">The start a0 of the card's chain, base64, which only its inside gives.</param>
public sealed record ExchangeRequest([property: JsonRequired] string Card, [property: JsonRequired] string Inside);

/// <summary>What an exchange came to.</summary>
/// <param name="Status">
/// <c>exchanged</c>: keep the card, and hand out one of a batch for exchange; <c>already-exchanged</c>; <c>not-to-exchange</c>: its last use is no
/// challenge of version 6 or 7; <c>unknown</c>: no card of the day has this inside; <c>wrong-phase</c>: voting has ended.
/// </param>
public sealed record ExchangeReply(string Status);

/// <summary>A person of the register, as a door sees it.</summary>
/// <param name="Line">The line's id.</param>
/// <param name="Name">The person's name.</param>
/// <param name="Detail">What tells people of one name apart.</param>
/// <param name="Door">Where the person was checked in; empty if they were not.</param>
/// <param name="Hour">In which hour, <c>yyyy-MM-ddTHH</c> of the day's own time; empty if they were not.</param>
public sealed record DoorLine(string Line, string Name, string Detail, string Door, string Hour)
{
    internal static DoorLine? Of(RegisterLine? line) => line is null ? null : new(line.Line, line.Name, line.Detail, line.Door, line.Hour);
}

/// <summary>Finds people.</summary>
/// <param name="Query">Parts of a name, in any order; at least two letters.</param>
public sealed record FindRequest(string? Query);

/// <summary>A door.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phase">Where its day stands.</param>
/// <param name="CheckIn"><c>cards-only</c> or <c>register</c>.</param>
/// <param name="Arrivals">How many people it has let in, each once.</param>
/// <param name="People">How many people all doors have let in, each once.</param>
/// <param name="VotingBegan">Whether votes wait for no group any more; cards are handed out meanwhile.</param>
public sealed record DoorView(string Name, string Phase, string CheckIn, long Arrivals, long People, bool VotingBegan);

/// <summary>How a door's messages are read and written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, RespectNullableAnnotations = true, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CheckInRequest))]
[JsonSerializable(typeof(CheckInReply))]
[JsonSerializable(typeof(ExchangeRequest))]
[JsonSerializable(typeof(ExchangeReply))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(DoorLine[]))]
[JsonSerializable(typeof(DoorView))]
[JsonSerializable(typeof(DoorLineRequest))]
[JsonSerializable(typeof(AdditionRequest))]
[JsonSerializable(typeof(AdditionReply))]
[JsonSerializable(typeof(UndoRequest))]
[JsonSerializable(typeof(UndoReply))]
[JsonSerializable(typeof(LostRequest))]
[JsonSerializable(typeof(LostReply))]
[JsonSerializable(typeof(PartRequest))]
[JsonSerializable(typeof(PartReply))]
[JsonSerializable(typeof(SettlementRequest))]
[JsonSerializable(typeof(SettlementReply))]
internal sealed partial class DoorJson : JsonSerializerContext;
