using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Contracts.Proposals;

/// <summary>
/// The groups on a paper, from what proposals call their tier, area and theme. The id is <c>tier/</c>, <c>area/</c> or <c>theme/</c> and the
/// words without accents, lower case, hyphens between: <c>theme/older-people</c>. Rules name groups by these ids.
/// </summary>
public static class PaperGroups
{
    private const int LongestSlug = 40;

    /// <summary>The groups that these proposals belong to, tiers first, then areas, then themes, each kind in the ordinal order of its ids.</summary>
    public static ImmutableArray<Group> Of(IEnumerable<ProposalContent> proposals)
    {
        var contents = proposals.ToArray();
        return
        [
            .. Named(contents, GroupKind.Tier, content => content.Tier ?? ""),
            .. Named(contents, GroupKind.Area, content => content.Area),
            .. Named(contents, GroupKind.Theme, content => content.Theme),
        ];
    }

    /// <summary>The id of the tier's group; <c>null</c> where none is named.</summary>
    public static string? Tier(ProposalContent content) => Id(GroupKind.Tier, content.Tier ?? "");

    /// <summary>The id of the area's group; <c>null</c> where none is named.</summary>
    public static string? Area(ProposalContent content) => Id(GroupKind.Area, content.Area);

    /// <summary>The id of the theme's group; <c>null</c> where none is named.</summary>
    public static string? Theme(ProposalContent content) => Id(GroupKind.Theme, content.Theme);

    private static IEnumerable<Group> Named(ProposalContent[] contents, GroupKind kind, Func<ProposalContent, string> name) => contents
        .Select(name)
        .Where(title => title.Length > 0)
        .GroupBy(title => Id(kind, title)!, StringComparer.Ordinal)
        .OrderBy(titles => titles.Key, StringComparer.Ordinal)
        .Select(titles => new Group(titles.Key, kind, titles.Order(StringComparer.Ordinal).First()));

    private static string? Id(GroupKind kind, string title) => title.Length == 0 ? null : kind switch
    {
        GroupKind.Tier => "tier/" + Slug(title),
        GroupKind.Area => "area/" + Slug(title),
        GroupKind.Theme => "theme/" + Slug(title),
    };

    /// <summary>Words outside the Latin letters, or too many, give way to a piece of their hash.</summary>
    private static string Slug(string title)
    {
        var folded = SearchText.Fold(title);
        var slug = string.Join('-', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length is > 0 and <= LongestSlug && slug.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol == '-')
            ? slug
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folded)))[..16];
    }
}
