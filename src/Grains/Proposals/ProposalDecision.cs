using System.Text.Json;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Ballots;

namespace PbDecisionDay.Grains.Proposals;

/// <summary>Whether a proposal may be written. Pure: no clock, no storage, no other grain.</summary>
internal static class ProposalDecision
{
    /// <summary>The problem for a person, empty if there is none, and whether anything changes.</summary>
    public static (string Problem, bool Changes) Write(ProposalState proposal, string id, ProposalContent content, string by)
    {
        if (!ProjectId.IsValid(id)) return ("A proposal's id takes 1 to 64 letters, digits and . _ / -", false);
        if (by.Length == 0) return ("Say which organiser asks.", false);
        if (ProposalCheck.Problem(content) is { Detail: var problem }) return (problem, false);
        if (proposal.Content is not { } before) return ("", true);
        if (proposal.Frozen && Frozen(before, content) is { } changed)
            return ($"The paper is frozen since the day was published, so {changed} cannot change any more; the summary, easy-read text, stall and picture can.", false);
        return ("", !Text(before).AsSpan().SequenceEqual(Text(content)));
    }

    /// <summary>Whether two contents are the same, by what they hold.</summary>
    public static bool IsSame(ProposalContent one, ProposalContent other) => Text(one).AsSpan().SequenceEqual(Text(other));

    /// <summary>The first thing on the paper that differs.</summary>
    private static string? Frozen(ProposalContent before, ProposalContent after) =>
        before.Ask != after.Ask ? "the ask"
        : before.Minimum != after.Minimum ? "the minimum"
        : !Same(before.Pot, after.Pot) ? "the pot"
        : !Same(before.Tier ?? "", after.Tier ?? "") ? "the size band"
        : !(before.Conflicts ?? []).Order(StringComparer.Ordinal).SequenceEqual((after.Conflicts ?? []).Order(StringComparer.Ordinal), StringComparer.Ordinal)
            ? "what it cannot be funded beside"
        : !Same(before.Area, after.Area) ? "the area"
        : !Same(before.Theme, after.Theme) ? "the theme"
        : !Titles(before).SequenceEqual(Titles(after)) ? "the titles and their languages"
        : null;

    private static IEnumerable<(string, string)> Titles(ProposalContent content) =>
        content.Texts.Select(text => (text.Language, text.Title)).OrderBy(title => title.Language, StringComparer.Ordinal);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    /// <summary>By content: two arrays of one content are not equal records.</summary>
    private static byte[] Text(ProposalContent content) => JsonSerializer.SerializeToUtf8Bytes(content, ProposalJson.Default.ProposalContent);
}
