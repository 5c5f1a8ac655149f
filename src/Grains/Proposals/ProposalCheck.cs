using System.Collections.Immutable;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Ballots;
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
    private const int MostConflicts = 20;

    /// <summary>What is wrong and what to do; <c>null</c> if nothing is.</summary>
    public static WrongMember? Problem(ProposalContent content) =>
        // The title first: where no group is named, it stands for one.
        WrongMember.Of(Texts(content.Texts), nameof(content.Texts))
        ?? WrongMember.Of(Group(content.Group), nameof(content.Group))
        ?? WrongMember.Of(
            content.Ask <= 0 ? "The ask has to be more than nothing."
            : content.Ask > Paper.MostMoney ? $"The ask is more than {Paper.MostMoney:#,0} minor units, which is the most of a day."
            : null, nameof(content.Ask))
        ?? WrongMember.Of(
            content.Minimum < 1 || content.Minimum > content.Ask ? "The minimum has to be between 1 and the ask. It is the least money that the group needs." : null,
            nameof(content.Minimum))
        ?? WrongMember.Of(DayId.IsSlug(content.Pot, 32) ? null : "Choose the pot the proposal stands in.", nameof(content.Pot))
        ?? WrongMember.Of(content.Tier is { } tier ? Line(tier, LongestLine, "The size band") : null, nameof(content.Tier))
        ?? WrongMember.Of(Conflicts(content.Conflicts ?? []), nameof(content.Conflicts))
        ?? WrongMember.Of(Line(content.Area, LongestLine, "The area"), nameof(content.Area))
        ?? WrongMember.Of(Line(content.Theme, LongestLine, "The theme"), nameof(content.Theme))
        ?? WrongMember.Of(Line(content.Stall, LongestLine, "The stall"), nameof(content.Stall))
        ?? WrongMember.Of(PictureProblem(content.Picture), nameof(content.Picture));

    /// <summary>What is wrong with a stall that asks for no money: the same is asked of its words; <c>null</c> if nothing is.</summary>
    public static string? StallProblem(string group, ImmutableArray<ProposalText> texts, string stall, string picture) =>
        Texts(texts) ?? Group(group) ?? Line(stall, LongestLine, "The stall") ?? PictureProblem(picture);

    /// <summary>Whether this could name a picture of the service's set.</summary>
    public static bool IsPicture(string picture) => DayId.IsSlug(picture, LongestPicture);

    private static string? Group(string group) =>
        Line(group, LongestTitle, "The group's name")
        ?? (string.IsNullOrWhiteSpace(group) ? "The group's name is missing." : null);

    private static string? Conflicts(ImmutableArray<string> conflicts) =>
        conflicts.IsDefault || conflicts.Length > MostConflicts ? $"At most {MostConflicts} proposals can be named that it cannot be funded beside."
        : conflicts.FirstOrDefault(id => !ProjectId.IsValid(id)) is { } odd ? $"'{odd}' is no proposal's id."
        : conflicts.Distinct(StringComparer.Ordinal).Count() != conflicts.Length ? "A proposal that it cannot be funded beside is named once."
        : null;

    private static string? PictureProblem(string picture) =>
        picture.Length == 0 || IsPicture(picture) ? null : "The picture is not one of the service's set.";

    private static string? Texts(ImmutableArray<ProposalText> texts)
    {
        if (texts.IsDefaultOrEmpty) return "Write the proposal in at least one language.";
        foreach (var text in texts)
        {
            var language = text.Language;
            if (!LanguageTag.IsValid(language)) return $"'{language}' is not a language tag, such as en, gd or zh-Hant.";
            if (texts.Count(other => string.Equals(other.Language, language, StringComparison.Ordinal)) > 1) return $"The text in '{language}' is there twice.";
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
        Tier = content.Tier is { } tier ? PlainText.Composed(tier) : null,
        Stall = PlainText.Composed(content.Stall),
        Texts = Composed(content.Texts),
    };

    /// <summary>Texts with each of their words composed.</summary>
    public static ImmutableArray<ProposalText> Composed(ImmutableArray<ProposalText> texts) => texts.IsDefault ? [] : [.. texts.Select(text => text with
    {
        Title = PlainText.Composed(text.Title), Summary = PlainText.Composed(text.Summary), EasyRead = PlainText.Composed(text.EasyRead),
    })];
}
