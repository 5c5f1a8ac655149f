using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Grains.Proposals;

/// <summary>Whether a proposal's content may stand, the first problem as a sentence for a person.</summary>
internal static class ProposalCheck
{
    private const int LongestTitle = 120;
    private const int LongestLine = 60;
    private const int LongestSummary = 2_000;
    private const int LongestEasyRead = 1_000;
    private const int LongestPicture = 40;

    /// <summary>What is wrong and what to do; <c>null</c> if nothing is.</summary>
    public static string? Problem(ProposalContent content) =>
        // The title first: where no group is named, it stands for one.
        Texts(content)
        ?? Line(content.Group, LongestTitle, "The group's name")
        ?? (string.IsNullOrWhiteSpace(content.Group) ? "The group's name is missing." : null)
        ?? (content.Ask <= 0 ? "The ask has to be more than nothing." : null)
        ?? (content.Ask > Paper.MostMoney ? $"The ask is more than {Paper.MostMoney:#,0} minor units, which is the most of a day." : null)
        ?? (content.Minimum < 1 || content.Minimum > content.Ask ? "The minimum has to be between 1 and the ask. It is the least money that the group needs." : null)
        ?? (DayId.IsSlug(content.Pot, 32) ? null : "Choose the pot the proposal stands in.")
        ?? Line(content.Area, LongestLine, "The area")
        ?? Line(content.Theme, LongestLine, "The theme")
        ?? Line(content.Stall, LongestLine, "The stall")
        ?? (content.Picture.Length == 0 || DayId.IsSlug(content.Picture, LongestPicture) ? null : "The picture is not one of the service's set.");

    private static string? Texts(ProposalContent content)
    {
        if (content.Texts.IsDefaultOrEmpty) return "Write the proposal in at least one language.";
        foreach (var text in content.Texts)
        {
            var language = text.Language;
            if (!LanguageTag.IsValid(language)) return $"'{language}' is not a language tag, such as en, gd or zh-Hant.";
            if (content.Texts.Count(other => string.Equals(other.Language, language, StringComparison.Ordinal)) > 1) return $"The text in '{language}' is there twice.";
            if (string.IsNullOrWhiteSpace(text.Title)) return $"The title in '{language}' is missing.";
            if (Line(text.Title, LongestTitle, $"The title in '{language}'") is { } problem) return problem;
            if (PlainText.BlockProblem(text.Summary, LongestSummary, $"The summary in '{language}'") is { } summary) return summary;
            if (PlainText.BlockProblem(text.EasyRead, LongestEasyRead, $"The easy-read text in '{language}'") is { } easyRead) return easyRead;
        }

        return null;
    }

    private static string? Line(string text, int longest, string what) => PlainText.LineProblem(text, longest, what);

    /// <summary>The content with every text composed, see <see cref="PlainText.Composed"/>.</summary>
    public static ProposalContent Composed(ProposalContent content) => content with
    {
        Group = PlainText.Composed(content.Group),
        Area = PlainText.Composed(content.Area),
        Theme = PlainText.Composed(content.Theme),
        Stall = PlainText.Composed(content.Stall),
        Texts = content.Texts.IsDefault ? [] : [.. content.Texts.Select(text => text with
        {
            Title = PlainText.Composed(text.Title), Summary = PlainText.Composed(text.Summary), EasyRead = PlainText.Composed(text.EasyRead),
        })],
    };
}
