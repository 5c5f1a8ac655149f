using Orleans;
using Orleans.Concurrency;
using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Contracts.Presenting;

/// <summary>
/// What a day's presenter shows the hall: the page that was turned to, a group's minutes, and what is announced. Its key is the day's id. It decides nothing
/// of the day, and nothing of a ballot comes here.
/// </summary>
[Alias("pbdd.IPresentationGrain")]
public interface IPresentationGrain : IGrainWithStringKey
{
    /// <summary>The most pages of a deck.</summary>
    const int MostPages = 1_000;

    /// <summary>The most characters of an announcement in one language: what is read from fifteen metres is one sentence.</summary>
    const int LongestAnnouncement = 90;

    /// <summary>The longest that an announcement which goes by itself stands, in minutes.</summary>
    const int LongestAnnounced = 240;

    /// <summary>The most minutes of a last call, which goes when its time has come: half a day, since a clock has no date.</summary>
    const int LongestLastCall = 720;

    /// <summary>The longest time of a group, in seconds.</summary>
    const int LongestTalk = 3_600;

    /// <summary>What is shown now.</summary>
    [Alias("Get"), AlwaysInterleave]
    Task<Presentation> GetAsync(CancellationToken cancellationToken);

    /// <summary>What is shown after what the caller knows: as soon as it changes, and the same again after ten seconds.</summary>
    /// <param name="seen">The number of what was seen last; -1 for nothing.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    [Alias("Next"), AlwaysInterleave]
    Task<Presentation> NextAsync(long seen, CancellationToken cancellationToken);

    /// <summary>
    /// Turns to a page of a deck. The page is said, not the step: of two who turn at once neither skips one. Refused outside of 0 and <see cref="MostPages"/>.
    /// </summary>
    /// <param name="deck">Whose pages.</param>
    /// <param name="page">The page, from 0 on.</param>
    /// <param name="by">The id of the organiser or station that turns.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    [Alias("Turn")]
    Task<DayOutcome> TurnAsync(PresentedDeck deck, int page, string by, CancellationToken cancellationToken);

    /// <summary>Puts an announcement in the place of the last one. Refused where it says nothing, a text is longer than <see cref="LongestAnnouncement"/>, or its minutes are more than <see cref="LongestAnnounced"/>.</summary>
    [Alias("Announce")]
    Task<DayOutcome> AnnounceAsync(Announcement announcement, string by, CancellationToken cancellationToken);

    /// <summary>Takes the announcement off the screens.</summary>
    [Alias("EndAnnouncement")]
    Task<DayOutcome> EndAnnouncementAsync(string by, CancellationToken cancellationToken);

    /// <summary>Begins a group's minutes, in the place of those that run. Refused beyond <see cref="LongestTalk"/>.</summary>
    /// <param name="proposal">The group's proposal.</param>
    /// <param name="seconds">How long it has, in seconds, from 1 on.</param>
    /// <param name="by">The id of the organiser or station that begins them.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    [Alias("BeginTalk")]
    Task<DayOutcome> BeginTalkAsync(string proposal, int seconds, string by, CancellationToken cancellationToken);

    /// <summary>Ends a group's minutes.</summary>
    [Alias("EndTalk")]
    Task<DayOutcome> EndTalkAsync(string by, CancellationToken cancellationToken);
}
