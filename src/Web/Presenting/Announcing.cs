using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Presenting;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Voting;

namespace PbDecisionDay.Web.Presenting;

/// <summary>What the hall is told, as the presenter's page and the console's ask for it: the same fields, limits and refusals.</summary>
/// <param name="Day">The day.</param>
/// <param name="Now">What the screens are shown now.</param>
public sealed record Announcing(DayView Day, Presentation Now)
{
    /// <summary>For how many minutes an announcement may be asked to stand; 0 until it is taken off.</summary>
    public static ImmutableArray<int> Minutes { get; } = [0, 5, 10, 15, 30, 60];

    /// <summary>What was to be announced and was refused, by language.</summary>
    public IReadOnlyDictionary<string, string?> Refused { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>The minutes it was to stand.</summary>
    public int RefusedMinutes { get; init; }

    /// <summary>Whether voting is over: nobody is called any more.</summary>
    public bool IsOver => VoteModel.IsOverIn(Day.Phase);

    /// <summary>Whether everybody votes now: before and after it there is no last call.</summary>
    public bool MayCall => Day is { Phase: DayPhase.Open or DayPhase.Paused, VotingBegan: true };

    /// <summary>What stands on the screens; <c>null</c> where nothing does. A last call goes with the voting.</summary>
    public Announcement? Said => Now.Announcement is { } said && !(IsOver && said.LastCall.Length > 0) ? said : null;

    /// <summary>When it goes by itself, by the hall's clock; <c>null</c> where it stays until it is taken off.</summary>
    public string? Until => Now.AnnouncedUntil is { } until ? LocalTime.ClockOf(until, Day.Settings.TimeZone) : null;

    /// <summary>One sentence in the day's languages that were written; whether it may be said is the grain's to decide.</summary>
    public static Announcement Of(DayView day, IReadOnlyDictionary<string, string?> text, int minutes)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(text);
        return new(
            [.. day.Settings.Languages.Where(language => !string.IsNullOrWhiteSpace(text.GetValueOrDefault(language)))
                .Select(language => new LocalText(language, text[language]!.Trim()))], "") { Minutes = minutes };
    }

    /// <summary>A last call that stands until its time has come; whether it is one is the grain's to decide.</summary>
    /// <param name="at">When voting is said to close, by the hall's clock.</param>
    /// <param name="now">The moment.</param>
    public Announcement LastCallOf(string at, DateTimeOffset now) => new([], at)
    {
        Minutes = TryAhead(at, LocalTime.ClockOf(now, Day.Settings.TimeZone), out var ahead) ? Math.Max(1, (int)ahead.TotalMinutes) : 0,
    };

    /// <summary>Why nobody is called; <c>null</c> where they may be. What is no time at all is the grain's to refuse.</summary>
    /// <param name="at">When voting is said to close, by the hall's clock.</param>
    /// <param name="now">The moment.</param>
    /// <param name="say">The page's words.</param>
    /// <param name="resident">The words of the phases.</param>
    public string? NoLastCall(string? at, DateTimeOffset now, IStringLocalizer<PresentWords> say, IStringLocalizer<ResidentWords> resident)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(resident);
        return IsOver ? resident[$"Phase.{Day.Phase}.Title"].Value
            : !MayCall ? say["Present.NotVoting"].Value
            : string.IsNullOrEmpty(at) ? say["Present.NoTime"].Value
            : IsPast(at, LocalTime.ClockOf(now, Day.Settings.TimeZone)) ? say["Present.Past"].Value
            : null;
    }

    // A clock has no date: what is further ahead than half a day was meant for earlier. So a hall may also close after midnight.
    private static bool IsPast(string at, string now) => TryAhead(at, now, out var ahead) && ahead > TimeSpan.FromHours(12);

    private static bool TryAhead(string at, string now, out TimeSpan ahead)
    {
        var isTime = TimeOnly.TryParseExact(at, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var closes);
        ahead = closes - TimeOnly.ParseExact(now, "HH:mm", CultureInfo.InvariantCulture);
        return isTime;
    }
}
