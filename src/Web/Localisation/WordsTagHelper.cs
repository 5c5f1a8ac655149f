using System.Text.Json;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace PbDecisionDay.Web.Localisation;

/// <summary>
/// Hands a page's script its words: <c>&lt;words from="Resident" prefixes="Vote,Receipt" /&gt;</c> writes every text whose key begins
/// with one of the prefixes and a full stop into a JSON block. It is data, not script, so the content security policy stays strict.
/// </summary>
[HtmlTargetElement("words", TagStructure = TagStructure.WithoutEndTag)]
public sealed class WordsTagHelper(IStringLocalizerFactory factory) : TagHelper
{
    /// <summary>The class that the words stand beside.</summary>
    public Type From { get; set; } = typeof(ResidentWords);

    /// <summary>A second such class, for words that several pages say alike.</summary>
    public Type? And { get; set; }

    /// <summary>First parts of keys, separated by commas.</summary>
    public string Prefixes { get; set; } = "";

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var prefixes = Prefixes.Split(',', StringSplitOptions.TrimEntries).Select(prefix => prefix + ".").ToArray();
        Type[] files = And is null ? [From] : [From, And];
        var words = files.SelectMany(file => factory.Create(file).GetAllStrings(includeParentCultures: true))
            .Where(word => prefixes.Any(prefix => word.Name.StartsWith(prefix, StringComparison.Ordinal)))
            .GroupBy(word => word.Name, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);

        output.TagName = "script";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("type", "application/json");
        output.Attributes.SetAttribute("id", "words");
        // The default encoder escapes <, > and &, so no text can end the block.
        output.Content.SetHtmlContent(JsonSerializer.Serialize(words));
    }
}
