using System.Text.Json.Serialization;
using System.Text.Json;
using PbDecisionDay.Contracts.CheckIn;

namespace PbDecisionDay.Web.Doors;

/// <summary>Checks somebody in: exactly one of the three.</summary>
/// <param name="Card">The short number on a card's outside (a day with cards only).</param>
/// <param name="Pass">The code of a person's pass (a day with a register).</param>
/// <param name="Line">The id of a person's line (a day with a register).</param>
public sealed record CheckInRequest(string? Card, string? Pass, string? Line);

/// <summary>What checking in came to.</summary>
/// <param name="Status">
/// With cards only <c>issued</c>, <c>already-issued</c>, <c>unknown</c>, <c>ended</c> or <c>wrong-phase</c>; with a register
/// <c>checked-in</c>, <c>already-checked-in</c> or <c>unknown</c>.
/// </param>
/// <param name="Line">The person's line, with the mark that stands; <c>null</c> with cards only.</param>
public sealed record CheckInReply(string Status, DoorLine? Line);

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
/// <param name="Arrivals">How many it has let in today.</param>
public sealed record DoorView(string Name, string Phase, string CheckIn, long Arrivals);

/// <summary>How a door's messages are read and written.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(CheckInRequest))]
[JsonSerializable(typeof(CheckInReply))]
[JsonSerializable(typeof(FindRequest))]
[JsonSerializable(typeof(DoorLine[]))]
[JsonSerializable(typeof(DoorView))]
internal sealed partial class DoorJson : JsonSerializerContext;
