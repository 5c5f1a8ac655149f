using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PbDecisionDay.Web.Help;

/// <summary>The card of one role, for its own volunteers: their page leads here.</summary>
public sealed class RoleModel : PageModel
{
    /// <summary>The card.</summary>
    public RoleCard Card { get; private set; } = null!;

    public IActionResult OnGet(string role)
    {
        if (RoleCard.Of(role) is not { } card) return NotFound();
        Card = card;
        return Page();
    }
}
