using MessagePack;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Screens;

/// <summary>
/// What the day's presenter shows, whole. The hub sends it as <c>presentation</c> and <c>GET /api/days/{day}/presentation</c> answers it. Of two messages the
/// one with the greater <see cref="Number"/> is the later.
/// </summary>
/// <param name="Day">The day's id.</param>
/// <param name="Number">How often it changed; never falls.</param>
/// <param name="At">The service's clock when this was sent, in milliseconds since 1970, so that a screen whose clock is wrong counts minutes rightly.</param>
/// <param name="Deck">Whose pages were turned last: <c>none</c>, <c>papers</c> or <c>result</c>.</param>
/// <param name="Page">The page, from 0 on.</param>
/// <param name="Announcement">What is announced; <c>null</c> for nothing.</param>
/// <param name="Talk">Whose minutes run; <c>null</c> for nobody's.</param>
[MessagePackObject]
public sealed record PresentationMessage(
    [property: Key("day")] string Day, [property: Key("number")] long Number, [property: Key("at")] long At,
    [property: Key("deck")] string Deck, [property: Key("page")] int Page,
    [property: Key("announcement")] AnnouncementOnScreen? Announcement, [property: Key("talk")] TalkOnScreen? Talk)
{
    internal static PresentationMessage Of(string day, Presentation now, DateTimeOffset at) => new(
        day, now.Number, at.ToUnixTimeMilliseconds(), Words.Of(now.Deck), now.Page,
        now.Announcement is { } said ? new([.. said.Texts.Select(text => new TextOnScreen(text.Language, text.Text))], said.LastCall, now.AnnouncedUntil?.ToUnixTimeMilliseconds() ?? 0) : null,
        now.Talk is { } talk ? new(talk.Proposal, talk.EndsAt.ToUnixTimeMilliseconds(), talk.Seconds) : null);
}

/// <summary>An announcement on a screen.</summary>
/// <param name="Texts">What is said, in the languages it was written in; empty for a last call.</param>
/// <param name="LastCall">When voting ends by the clock on the wall, as <c>14:45</c>; empty for anything else.</param>
/// <param name="Until">When it goes by itself, in milliseconds since 1970 by the service's clock; 0 where it stays until it is taken off.</param>
[MessagePackObject]
public sealed record AnnouncementOnScreen(
    [property: Key("texts")] IReadOnlyList<TextOnScreen> Texts, [property: Key("lastCall")] string LastCall,
    [property: Key("until")] long Until);

/// <summary>A text in one language.</summary>
/// <param name="Language">A BCP 47 tag.</param>
/// <param name="Text">The text.</param>
[MessagePackObject]
public sealed record TextOnScreen([property: Key("language")] string Language, [property: Key("text")] string Text);

/// <summary>A group's minutes.</summary>
/// <param name="Proposal">Its proposal.</param>
/// <param name="EndsAt">When they are over, in milliseconds since 1970 by the service's clock.</param>
/// <param name="Seconds">How long they are, in seconds.</param>
[MessagePackObject]
public sealed record TalkOnScreen(
    [property: Key("proposal")] string Proposal, [property: Key("endsAt")] long EndsAt, [property: Key("seconds")] int Seconds);
