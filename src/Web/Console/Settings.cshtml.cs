using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>A draft's settings.</summary>
public sealed class SettingsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    [BindProperty]
    public SettingsForm Form { get; set; } = new();

    /// <summary>The day's languages, by their names, in which doors show the default language's question; nothing where there is no question.</summary>
    public string QuestionFallsBack => Day.Settings.ListEntryQuestions() is { IsEmpty: false } asked
        ? string.Join(", ", Day.Settings.Languages.Except(asked.Select(question => question.Language)).Select(tag => Isolated.Of(SiteLanguage.NameOf(tag))))
        : "";

    public void OnGet()
    {
        Form = SettingsForm.Of(Day.Settings);
        if (IsDraft) Form.AddBlankRows();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.FirstOrDefault(entry => entry.Value?.ValidationState == ModelValidationState.Invalid) is { Value: not null, Key: var wrong })
            return Again(Say["Settings.NumberWrong"], IdOf(wrong));
        if (!Form.TryRead(Say, Day.Settings, out var settings, out var problem)) return Again(problem!, FieldOf(Form.WrongField));
        var outcome = await DayGrain.ConfigureAsync(settings!, By, cancellationToken);
        return outcome.Refusal == DayRefusal.None ? await GoOnAsync(Say["Settings.Saved"], cancellationToken) : Again(Sentence(outcome), FieldOf(Form.FieldOf(outcome.Field)));
    }

    private static string? FieldOf(string? name) => name is null ? null : IdOf($"{nameof(Form)}.{name}");

    // As the framework makes an id of a name.
    private static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    private PageResult Again(string sentence, string? field)
    {
        Form.AddBlankRows();
        foreach (var key in ModelState.Keys.Where(key => key.StartsWith("Form.Pots", StringComparison.Ordinal) || key.StartsWith("Form.Venues", StringComparison.Ordinal)).ToArray())
            ModelState.Remove(key);
        return Refuse(sentence, field);
    }
}
