using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.PlainRules;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>How people vote on a day, how the money is shared out, and what may change later.</summary>
public sealed class DayRulesModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, IStringLocalizer<RuleWords> words) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public RulesForm Form { get; set; } = new();

    /// <summary>The most for each group of projects.</summary>
    [BindProperty]
    public List<LimitRow> Limits { get; set; } = [];

    /// <summary>What the day's proposals add.</summary>
    public DraftGroups Draft { get; private set; } = null!;

    /// <summary>Who signed the rules; <c>null</c> before the day is published.</summary>
    public RulesSigned? Signed { get; private set; }

    /// <summary>The rules in words: the saved ones, or those that are tried; empty where none were chosen yet.</summary>
    public IReadOnlyList<string> InWords { get; private set; } = [];

    /// <summary>Whether the words are of rules that are not saved.</summary>
    public bool Tried { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Form = RulesForm.Of(Day.Settings.Rules);
        Limits = LimitRow.Of(Draft.Groups, Day.Settings);
        if (Day.Settings.Rules.Length > 0) Tell(Day.Settings.Rules, Day.Settings.Limits);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (!TryRead(out var text, out var limits, out var refused)) return refused!;
        var outcome = await DayGrain.ConfigureAsync(Day.Settings with { Rules = text, Limits = limits }, By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? await GoOnAsync(Say["Rules.Saved"], cancellationToken) : Refuse(Sentence(outcome));
    }

    /// <summary>Says the rules in words and saves nothing.</summary>
    public async Task<IActionResult> OnPostTryAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (!TryRead(out var text, out var limits, out var refused)) return refused!;
        Tried = true;
        Tell(text, limits);
        return Page();
    }

    private bool TryRead(out string text, out ImmutableArray<GroupLimit>? limits, out IActionResult? refused)
    {
        (text, limits) = ("", null);
        // What stands in a box that is not shown is nobody's mistake; it goes back to what it was.
        var wrong = ModelState.Where(entry => entry.Value?.ValidationState == ModelValidationState.Invalid).Select(entry => entry.Key).ToArray();
        var shown = wrong.FirstOrDefault(name => Form.Applies(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]));
        refused = shown is not null ? Refuse(Say["Settings.NumberWrong"], IdOf(shown)) : null;
        if (refused is not null) return false;
        foreach (var name in wrong) ModelState.Remove(name);
        Form.Trim(Day.Settings.Rules);
        if (!Form.TryWrite(Day.Settings.Languages, out text, out var fault))
            refused = Refuse(fault!.Sentence(Say), fault.Field is null ? null : IdOf($"{nameof(Form)}.{fault.Field}"));
        else if (LimitRow.Read(Limits, Day.Settings.Currency, out limits) is var (row, box))
            refused = Refuse(Say["Rules.Wrong.Limit", MoneyText.Example(Day.Settings.Currency)], IdOf($"{nameof(Limits)}[{row}].{box}"));
        return refused is null;
    }

    private void Tell(string text, ImmutableArray<GroupLimit>? limits) => InWords = [.. RulesInWords.Of(text, words), .. Draft.InWords(limits, words)];

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Draft = await DraftGroups.ReadAsync(Grains, Day, cancellationToken);
        Signed = await RulesSigned.ReadAsync(Grains, Day, cancellationToken);
    }

    // As the framework makes an id of a name.
    private static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");
}
