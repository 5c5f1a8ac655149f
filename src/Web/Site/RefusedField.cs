using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace PbDecisionDay.Web.Site;

/// <summary>
/// Marks the field that a page refused, on every form of the console in one way: the sentence at the top leads to it, it says that it is wrong, and it is
/// described by the sentence.
/// </summary>
[HtmlTargetElement("input", TagStructure = TagStructure.WithoutEndTag)]
[HtmlTargetElement("select")]
[HtmlTargetElement("textarea")]
public sealed class RefusedField : TagHelper
{
    /// <summary>The id of the sentence that says what was refused.</summary>
    public const string Sentence = "refusal";

    private const string Key = "RefusedField";
    private const string DescribedBy = "aria-describedby";

    /// <summary>The page that is drawn.</summary>
    [HtmlAttributeNotBound, ViewContext]
    public ViewContext ViewContext { get; set; } = null!;

    /// <summary>After the framework has named the field.</summary>
    public override int Order => 1000;

    /// <summary>Names the field that a page refuses.</summary>
    /// <param name="page">What the page hands its view.</param>
    /// <param name="id">The field's id; <c>null</c> where no field is at fault, or nobody knows which.</param>
    public static void Set(ViewDataDictionary page, string? id)
    {
        ArgumentNullException.ThrowIfNull(page);
        page[Key] = id;
    }

    /// <summary>The id of the field that the page refused; <c>null</c> where none was.</summary>
    public static string? Of(ViewDataDictionary page)
    {
        ArgumentNullException.ThrowIfNull(page);
        return page[Key] as string;
    }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (Of(ViewContext.ViewData) is not { } refused || output.Attributes["id"]?.Value?.ToString() != refused) return;
        output.Attributes.SetAttribute("aria-invalid", "true");
        output.Attributes.SetAttribute(DescribedBy, output.Attributes[DescribedBy]?.Value is { } hint ? $"{Sentence} {hint}" : Sentence);
    }
}
