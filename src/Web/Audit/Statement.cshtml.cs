using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Audit;

/// <summary>The statement of result for everyone, once it is declared.</summary>
internal sealed class StatementModel(DayReader days, StatementReader statements) : PageModel
{
    public DayView Day { get; private set; } = null!;

    /// <summary>The statement; <c>null</c> before the declaration.</summary>
    public ResultStatement? Statement { get; private set; }

    public async Task<IActionResult> OnGetAsync(string day, CancellationToken cancellationToken)
    {
        if (await days.FindViewAsync(day, cancellationToken) is not { } found) return NotFound();
        Day = found;
        if (await statements.ReadAsync(found, cancellationToken) is { IsDeclared: true } declared) Statement = declared;
        return Page();
    }
}
