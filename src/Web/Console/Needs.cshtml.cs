using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;

namespace PbDecisionDay.Web.Console;

/// <summary>The needs that people left: each is put on the wall by an organiser, or erased.</summary>
public sealed class NeedsModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say) : ConsoleDayPage(grains, say)
{
    /// <summary>All needs, those that wait first.</summary>
    public ImmutableArray<Need> Needs { get; private set; } = [];

    private INeedsGrain Wall => Grains.GetGrain<INeedsGrain>(Day.Day);

    public async Task OnGetAsync(CancellationToken cancellationToken) => Needs = await Wall.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostPutUpAsync(string? need, CancellationToken cancellationToken) =>
        await AnswerAsync(await Wall.PutUpAsync(need ?? "", By, cancellationToken), Say["Needs.IsUp"], cancellationToken);

    public async Task<IActionResult> OnPostTakeDownAsync(string? need, CancellationToken cancellationToken) =>
        await AnswerAsync(await Wall.TakeDownAsync(need ?? "", By, cancellationToken), Say["Needs.IsDown"], cancellationToken);

    public async Task<IActionResult> OnPostRefuseWaitingAsync(CancellationToken cancellationToken) =>
        await AnswerAsync(await Wall.RefuseWaitingAsync(By, cancellationToken), Say["Needs.AreDown"], cancellationToken);

    private async Task<IActionResult> AnswerAsync(DayOutcome outcome, string done, CancellationToken cancellationToken)
    {
        if (outcome.Refusal == DayRefusal.None) return GoTo("/needs", done);
        Needs = await Wall.ListAsync(cancellationToken);
        return Refuse(outcome);
    }
}
