using PbDecisionDay.Contracts.Presenting;

namespace PbDecisionDay.Grains.Presenting;

/// <summary>A presentation as its events have it.</summary>
internal static class PresentationState
{
    /// <summary>Before anything was shown.</summary>
    public static readonly Presentation None = new(0, PresentedDeck.None, 0, null, null);

    public static Presentation Apply(Presentation state, PresentationEvent happened) => (happened switch
    {
        PageTurned turned => state with { Deck = turned.Deck, Page = turned.Page },
        Announced said => state with { Announcement = said.Announcement },
        AnnouncementEnded => state with { Announcement = null },
        TalkBegun talk => state with { Talk = new(talk.Proposal, talk.At.AddSeconds(talk.Seconds), talk.Seconds) },
        TalkEnded => state with { Talk = null },
        _ => throw new InvalidDataException($"A presentation does not know the event {happened.GetType().Name}."),
    }) with { Number = state.Number + 1 };
}
