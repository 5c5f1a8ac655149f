using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>The page of one stall, where its video link and its strip of pictures are kept beside whatever else the page keeps.</summary>
public abstract class StallPage(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public VideoForm Video { get; set; } = new();

    [BindProperty]
    public List<StripRow> Strip { get; set; } = [];

    /// <summary>The stall; <c>null</c> while it is not kept yet.</summary>
    public abstract StallName? Name { get; }

    /// <summary>Where the page stands below its day.</summary>
    protected abstract string Here { get; }

    /// <summary>Whether a video link is shown now.</summary>
    public bool HasVideo { get; private set; }

    /// <summary>Whether a strip is shown now.</summary>
    public bool HasStrip { get; private set; }

    /// <summary>The languages a video may be in: the day's, then those that the pages speak.</summary>
    public IEnumerable<string> VideoLanguages =>
        Day.Settings.Languages.Concat(SiteLanguage.All.Select(language => language.Written)).Append(Video.Language ?? "").Where(tag => tag.Length > 0).Distinct();

    protected IStallsGrain Marketplace => Grains.GetGrain<IStallsGrain>(Day.Day);

    /// <summary>Fills what else the page keeps from what is shown now.</summary>
    /// <returns>Whether there is such a stall.</returns>
    protected abstract Task<bool> ReadAsync(StallsView shown, CancellationToken cancellationToken);

    /// <summary>Fills the page from what is shown now, but not the form that was sent.</summary>
    /// <returns>Whether there is such a stall.</returns>
    protected async Task<bool> FillAsync(StallForm sent, CancellationToken cancellationToken)
    {
        var shown = await Marketplace.GetAsync(cancellationToken);
        if (sent != StallForm.Own && !await ReadAsync(shown, cancellationToken)) return false;
        var (video, strip) = Name is { } name ? (shown.VideoOf(name), shown.StripOf(name)) : default;
        (HasVideo, HasStrip) = (video is not null, strip is not null);
        if (sent != StallForm.Video) Video = VideoForm.Of(video, Day.Settings);
        if (sent != StallForm.Strip) Strip = StripRow.Of(strip, Day.Settings);
        return true;
    }

    public async Task<IActionResult> OnPostVideoAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(StallForm.Video, cancellationToken) || Name is not { } name) return NotFound();
        if (!ModelState.IsValid) return BadRequest();
        if (Video.Captions is not { } captions) return Refuse(Say["Video.CaptionsAsk"], $"{nameof(Video)}_{nameof(Video.Captions)}");
        var video = new StallVideo(name, (Video.Address ?? "").Trim(), Video.Kind, captions, Video.Language ?? "");
        return Answer(await Marketplace.LinkVideoAsync(video, By, cancellationToken), Say["Video.Saved"]);
    }

    public async Task<IActionResult> OnPostRemoveVideoAsync(CancellationToken cancellationToken) =>
        await FillAsync(StallForm.None, cancellationToken) && Name is { } name
            ? Answer(await Marketplace.RemoveVideoAsync(name, By, cancellationToken), Say["Video.Removed"])
            : NotFound();

    public async Task<IActionResult> OnPostStripAsync(CancellationToken cancellationToken)
    {
        if (!await FillAsync(StallForm.Strip, cancellationToken) || Name is not { } name) return NotFound();
        if (!ModelState.IsValid) return BadRequest();
        var pictures = Strip.Select(row => row.Read()).Where(picture => picture.Picture.Length > 0 || picture.Words.Length > 0);
        return Answer(await Marketplace.KeepStripAsync(new StallStrip(name, [.. pictures]), By, cancellationToken), Say["Strip.Saved"]);
    }

    public async Task<IActionResult> OnPostRemoveStripAsync(CancellationToken cancellationToken) =>
        await FillAsync(StallForm.None, cancellationToken) && Name is { } name
            ? Answer(await Marketplace.RemoveStripAsync(name, By, cancellationToken), Say["Strip.Removed"])
            : NotFound();

    private ActionResult Answer(DayOutcome outcome, string done) => outcome.Refusal == DayRefusal.None ? GoTo(Here, done) : Refuse(outcome);
}

/// <summary>The forms of a stall's page.</summary>
public enum StallForm
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>What the page itself keeps.</summary>
    Own,

    /// <summary>The video link.</summary>
    Video,

    /// <summary>The strip of pictures.</summary>
    Strip,
}

/// <summary>A video link as the page asks it.</summary>
public sealed class VideoForm
{
    public string? Address { get; set; }

    public VideoKind Kind { get; set; }

    public bool? Captions { get; set; }

    public string? Language { get; set; }

    /// <summary>The form of a link; an empty one where there is none.</summary>
    public static VideoForm Of(StallVideo? video, DaySettings day)
    {
        ArgumentNullException.ThrowIfNull(day);
        return video is null
            ? new() { Language = day.Languages[0] }
            : new() { Address = video.Address, Kind = video.Kind, Captions = video.Captions, Language = video.Language };
    }
}

/// <summary>One picture of a strip as the page asks it.</summary>
public sealed class StripRow
{
    public string? Picture { get; set; }

    public List<LocalLine> Words { get; set; } = [];

    /// <summary>A row for each picture that a strip may have, the last ones empty.</summary>
    public static List<StripRow> Of(StallStrip? strip, DaySettings day) =>
        [.. Enumerable.Range(0, StallStrip.MostPictures).Select(at => (strip?.Pictures ?? ImmutableArray<StripPicture>.Empty).ElementAtOrDefault(at) is { } picture
            ? new StripRow { Picture = picture.Picture, Words = LocalLines.Of(picture.Words, day) }
            : new StripRow { Words = LocalLines.Of([], day) })];

    /// <summary>What the row says.</summary>
    public StripPicture Read() => new(Picture ?? "", LocalLines.Read(Words));
}
