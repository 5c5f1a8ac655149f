using Microsoft.Extensions.Localization;
using Orleans;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>The statement of result as it is printed, read through and signed at the count.</summary>
public sealed class StatementModel(IGrainFactory grains, IStringLocalizer<ConsoleWords> say, StatementReader statements) : ConsoleDayPage(grains, say)
{
    /// <summary>The statement; <c>null</c> before the count.</summary>
    public ResultStatement? Statement { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken) => Statement = await statements.ReadAsync(Day, cancellationToken);
}
