using System.Text.Json.Serialization;
using Orleans;

namespace PbDecisionDay.Contracts.Days.Counting;

/// <summary>What the log and the register say of a closed day's cards and ballots. All numbers are counts.</summary>
/// <param name="Printed">Cards in all batches.</param>
/// <param name="Issued">Cards made usable.</param>
/// <param name="CheckedIn">People who drew a card, as the register's marks tell; <c>null</c> on a day without one.</param>
/// <param name="Used">Distinct cards that have cast or were surrendered.</param>
/// <param name="Surrendered">Cards handed in for a paper ballot.</param>
/// <param name="Papers">Paper ballots keyed.</param>
/// <param name="Casts">Casts ever accepted, replaced and challenged ones included.</param>
/// <param name="Replaced">Casts that a later cast of the same card replaced.</param>
/// <param name="Challenged">Casts that were opened by a challenge and do not count.</param>
/// <param name="Lost">Cards ended because their holder lost them.</param>
/// <param name="Found">Cards ended because they were handed out by mistake.</param>
/// <param name="Unused">Cards ended because they were left over.</param>
[GenerateSerializer, Immutable, Alias("pbdd.LogFigures")]
public sealed record LogFigures(
    [property: Id(0)] long Printed,
    [property: Id(1)] long Issued,
    [property: Id(2)] long? CheckedIn,
    [property: Id(3)] long Used,
    [property: Id(4)] long Surrendered,
    [property: Id(5)] long Papers,
    [property: Id(6)] long Casts,
    [property: Id(7)] long Replaced,
    [property: Id(8)] long Challenged,
    [property: Id(9)] long Lost,
    [property: Id(10)] long Found,
    [property: Id(11)] long Unused)
{
    /// <summary>Cards that a door took in for another one, since a check left them no vote.</summary>
    [Id(12), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Exchanged { get; init; }

    /// <summary>Paper slips that are spoilt, and so stand in no entry of the log.</summary>
    [Id(13), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Spoilt { get; init; }

    /// <summary>People who were let in at two doors, while one of the two had no network. Each of them drew two cards.</summary>
    [Id(14), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Twice { get; init; }

    /// <summary>Cards made usable for a door without a network, and not handed out by it (cards-only mode). They lie in its pile.</summary>
    [Id(15), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Kept { get; init; }

    /// <summary>People let in, or cards handed out, by doors without a network that told of it by themselves when voting was over.</summary>
    [Id(16), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Late { get; init; }

    /// <summary>People let in, or cards handed out, by doors that could not tell it by themselves, as organisers noted after the close.</summary>
    [Id(17), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long Told { get; init; }

    /// <summary>
    /// Cards that left the doors' piles and stayed out. On a day with a register each person who came drew one, and got another for one that was lost or
    /// exchanged; else each was scanned. What came back as handed out by mistake is on the pile again.
    /// </summary>
    public long HandedOut => (CheckedIn + Exchanged + Lost ?? Issued - Kept) - Found;

    /// <summary>Cards that voted themselves, on a phone or a kiosk.</summary>
    public long Cast => Used - Surrendered - Exchanged;
}
