using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Pabulib;
using PbDecisionDay.Rules.Patterns;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>Whether a closed day's votes look right, for organisers: how they came before the declaration, and what they say after it.</summary>
public sealed class LookModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    /// <summary>What they look like; <c>null</c> before the close.</summary>
    public DayLook? Look { get; private set; }

    /// <summary>The same of another election that the organiser brought as a file, which is kept nowhere; <c>null</c> where none was.</summary>
    public BesidePattern? Beside { get; private set; }

    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>Holds the day's votes against another election's file.</summary>
    public async Task<IActionResult> OnPostBesideAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (Look?.Pattern is not { } pattern || DayLook.Frozen(Day) is not var (paper, rules) || file is null) return Page();
        try
        {
            await using var stream = file.OpenReadStream();
            Beside = await Task.Run(() => BesidePattern.Of(paper, rules.Form, pattern, PabulibReader.Read(stream, new() { KeepVotes = true })), cancellationToken);
            return Page();
        }
        catch (PabulibException reason)
        {
            return Refuse(reason.Message);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        if (Day.Phase is DayPhase.Closed or DayPhase.Counted or DayPhase.Declared or DayPhase.Ratified or DayPhase.Archived)
            Look = await DayLook.ReadAsync(Grains, Day, cancellationToken);
    }
}
