using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Web.Days;

/// <summary>The service's own set of pictures, <c>wwwroot/pictures/NAME.svg</c>. They decorate: what they show stands in the text beside them.</summary>
public static class Pictures
{
    /// <summary>The names of the set.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        "befriending", "bereavement", "cycling", "digital", "football", "garden", "kitchen-garden",
        "mens-shed", "music", "sensory", "singing", "swimming", "tea", "walking",
    ];

    /// <summary>Where the pictures stand below the site's root, the plain stall included.</summary>
    public static IEnumerable<string> Files => Names.Append("stall").Select(name => $"pictures/{name}.svg");

    /// <summary>The address of a proposal's picture; a plain stall where it has none of the set.</summary>
    public static string Of(ProposalContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Of(content.Picture);
    }

    /// <summary>The address of a picture of the set; a plain stall for any other name.</summary>
    public static string Of(string picture) => Names.Contains(picture, StringComparer.Ordinal) ? $"/pictures/{picture}.svg" : "/pictures/stall.svg";
}
