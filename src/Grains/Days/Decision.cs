using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Days;

/// <summary>What a command comes to before anything is written: a refusal, or the events that carry it out.</summary>
/// <param name="Outcome">The answer once the events are durable.</param>
/// <param name="Events">What is to be written; none where it was done before.</param>
internal sealed record Decision(DayOutcome Outcome, ImmutableArray<DayEvent> Events)
{
    /// <summary>It had been done before; nothing changes.</summary>
    public static readonly Decision DoneBefore = new(DayOutcome.Done, []);

    public bool IsRefusal => Outcome.Refusal != DayRefusal.None;

    public static Decision Write(params ImmutableArray<DayEvent> events) => new(DayOutcome.Done, events);

    public static Decision Refuse(DayRefusal refusal, string detail) => new(new DayOutcome(refusal, detail), []);

    /// <summary>Nothing is written, since a member of the command is wrong.</summary>
    public static Decision Refuse(WrongMember wrong) => new(new DayOutcome(DayRefusal.Invalid, wrong.Detail) { Field = wrong.Member }, []);
}
