using System.Collections.Immutable;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PbDecisionDay.Web.Site;

/// <summary>The page to which the <c>type</c> of each refusal leads, and the list of them all. English: who reads it writes programs.</summary>
public sealed partial class ProblemTypesPageModel : PageModel
{
    /// <summary>The type that is shown alone; <c>null</c> for the list.</summary>
    public string? Name { get; private set; }

    /// <summary>The types to show.</summary>
    public ImmutableArray<ProblemType> Shown { get; private set; } = ProblemTypes.All;

    public IActionResult OnGet(string? name)
    {
        Name = name;
        if (name is not null) Shown = [.. ProblemTypes.All.Where(type => string.Equals(type.Name, name, StringComparison.Ordinal))];
        return Shown.IsEmpty ? NotFound() : Page();
    }

    /// <summary>A sentence whose code stands between backticks, as a page shows it.</summary>
    public HtmlString Html(string sentence) => new(Code().Replace(WebUtility.HtmlEncode(sentence), "<code>$1</code>"));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
