using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>The counted result in plain sentences, before and after it is declared.</summary>
public sealed class ResultModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, ChangesReader changes) : ConsoleDayPage(grains, say)
{
    /// <summary>The result; <c>null</c> before counting.</summary>
    public CountedResult? Result { get; private set; }

    /// <summary>Whether nothing stands between the result and its declaration.</summary>
    public bool MayDeclare => NextStep.MayDeclare(Day);

    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Result = CountedResult.Of(Day) is { } counted ? counted with { Told = await changes.ReadAsync(Day, cancellationToken) } : null;
}
