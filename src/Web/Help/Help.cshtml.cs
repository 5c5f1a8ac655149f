using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PbDecisionDay.Web.Help;

/// <summary>All role cards. It says the same to everyone, and sets no cookie.</summary>
public sealed class HelpModel(IDemoTour tour) : PageModel
{
    /// <summary>Whether this reader can try the demo day.</summary>
    public bool HasDemo => tour.IsOpenTo(HttpContext);
}

/// <summary>Whether a demo day can be tried here.</summary>
public interface IDemoTour
{
    /// <summary>Whether the demo runs, and whoever asks sits at its machine.</summary>
    bool IsOpenTo(HttpContext context);
}
