using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Console;

/// <summary>Copies a day for another date: its settings and, if wished, its projects. What is dated is asked for anew.</summary>
public sealed class CopyModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, DayCreation creation) : ConsoleDayPage(grains, say)
{
    private const int MostIdLetters = 36, YearLetters = 4;

    [BindProperty]
    public List<LocalLine> Titles { get; set; } = [];

    [BindProperty]
    public string? Date { get; set; }

    [BindProperty]
    public string? Hours { get; set; }

    /// <summary>The new public words for lots.</summary>
    [BindProperty]
    public string? Seed { get; set; }

    [BindProperty]
    public bool Projects { get; set; }

    [BindProperty]
    public bool Rehearsal { get; set; }

    /// <summary>Whether the rules draw lots, for which new words are asked.</summary>
    public bool AsksSeed => CopiedDay.SeedsOf(Day.Settings.Rules).Any();

    public IActionResult OnGet()
    {
        if (Day.PracticeOf.Length > 0) return NotFound();
        (Titles, Hours, Projects) = (LocalLines.Of(Day.Settings.Title, Day.Settings), Day.Settings.Hours, true);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Day.PracticeOf.Length > 0) return NotFound();
        if (!ModelState.IsValid) return BadRequest();
        var titles = LocalLines.Read(Titles);
        if (titles.IsEmpty) return Refuse(Say["New.TitleMissing"], $"{nameof(Titles)}_0__Text");
        if (string.IsNullOrWhiteSpace(Date) || string.CompareOrdinal(Date, Day.Settings.Date) <= 0) return Refuse(Say["Copy.DateWrong", DateOf(Day.Settings.Date)], nameof(Date));
        if (string.IsNullOrWhiteSpace(Hours)) return Refuse(Say["Copy.HoursMissing"], nameof(Hours));
        var seed = (Seed ?? "").Trim();
        if (AsksSeed && (!TieBreak.TryParse($"lots:{seed}", out _) || CopiedDay.SeedsOf(Day.Settings.Rules).Contains(seed, StringComparer.Ordinal)))
            return Refuse(Say["Copy.SeedWrong"], nameof(Seed));
        if (!User.MayActOn(Rehearsal)) return Refuse(Refusals["Problem.rehearsals-only.Detail"]);

        var settings = CopiedDay.Settings(Day.Settings, titles, Date, Hours.Trim(), seed);
        var day = await FreeIdAsync(Slug.Of($"{titles[0].Text} {Date[..Math.Min(YearLetters, Date.Length)]}", MostIdLetters, "day"), cancellationToken);
        var outcome = (await creation.CreateAsync(
            day, new CreateDay(SiteAddress.Of(HttpContext), Rehearsal, settings, By), Projects ? await ProjectsAsync(cancellationToken) : [], cancellationToken)).Outcome;
        if (outcome.Refusal != DayRefusal.None) return Refuse(Sentence(outcome), outcome.Field is nameof(DaySettings.Date) or nameof(DaySettings.Hours) ? outcome.Field : null);
        Done = Say["Copy.Done"];
        return Redirect($"/console/days/{day}");
    }

    // What was withdrawn is left out, and so is that it could not stand beside another.
    private async Task<IEnumerable<NewProposal>> ProjectsAsync(CancellationToken cancellationToken)
    {
        var kept = Day.Proposals.Except(Day.Withdrawn, StringComparer.Ordinal).ToImmutableArray();
        var views = await Task.WhenAll(kept.Select(id => Grains.GetGrain<IProposalGrain>(ProposalKey.For(Day.Day, id)).GetAsync(cancellationToken)));
        return views.OfType<ProposalView>().Select(view => new NewProposal(view.Proposal, view.Content with
        {
            Conflicts = view.Content.Conflicts is { } conflicts && conflicts.RemoveAll(other => !kept.Contains(other, StringComparer.Ordinal)) is { IsEmpty: false } left ? left : null,
        }));
    }
}
