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
        Announced said => state with { Announcement = said.Announcement, AnnouncedUntil = said.Announcement.Minutes == 0 ? null : said.At.AddMinutes(said.Announcement.Minutes) },
        AnnouncementEnded => WithoutAnnouncement(state),
        TalkBegun talk => state with { Talk = new(talk.Proposal, talk.At.AddSeconds(talk.Seconds), talk.Seconds) },
        TalkEnded => state with { Talk = null },
        _ => throw new InvalidDataException($"A presentation does not know the event {happened.GetType().Name}."),
    }) with { Number = state.Number + 1 };

    /// <summary>What is shown at a moment: an announcement whose minutes are over is there no more. Its number stays, since screens take it off by the same clock.</summary>
    public static Presentation At(Presentation state, DateTimeOffset now) => state.AnnouncedUntil <= now ? WithoutAnnouncement(state) : state;

    private static Presentation WithoutAnnouncement(Presentation state) => state with { Announcement = null, AnnouncedUntil = null };
}
