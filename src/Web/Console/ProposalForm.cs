using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>A proposal as its page asks it.</summary>
public sealed class ProposalForm
{
    public string? Id { get; set; }

    public string? Group { get; set; }

    public string? Ask { get; set; }

    public string? Minimum { get; set; }

    public string? Pot { get; set; }

    public string? Area { get; set; }

    public string? Theme { get; set; }

    /// <summary>The size band.</summary>
    public string? Tier { get; set; }

    /// <summary>The ids of projects that cannot be funded beside it, with commas or spaces between.</summary>
    public string? Conflicts { get; set; }

    public string? Stall { get; set; }

    public string? Picture { get; set; }

    public List<TextRow> Texts { get; set; } = [];

    /// <summary>An empty form in a day's languages.</summary>
    public static ProposalForm Blank(DaySettings day, string id)
    {
        ArgumentNullException.ThrowIfNull(day);
        return new ProposalForm { Id = id, Pot = day.Pots.FirstOrDefault()?.Id, Texts = [.. day.Languages.Select(language => new TextRow { Language = language })] };
    }

    /// <summary>The form of a written proposal, with every language of its day.</summary>
    public static ProposalForm Of(ProposalView proposal, DaySettings day)
    {
        ArgumentNullException.ThrowIfNull(proposal);
        ArgumentNullException.ThrowIfNull(day);
        var content = proposal.Content;
        return new ProposalForm
        {
            Id = proposal.Proposal, Group = content.Group, Ask = MoneyText.Write(content.Ask, day.Currency),
            Minimum = MoneyText.Write(content.Minimum, day.Currency), Pot = content.Pot,
            Tier = content.Tier, Conflicts = string.Join(", ", content.Conflicts ?? []), Area = content.Area, Theme = content.Theme, Stall = content.Stall, Picture = content.Picture,
            Texts = [.. day.Languages.Union(content.Texts.Select(text => text.Language)).Select(language =>
                content.Texts.FirstOrDefault(text => text.Language == language) is { } text
                    ? new TextRow { Language = language, Title = text.Title, Summary = text.Summary, EasyRead = text.EasyRead }
                    : new TextRow { Language = language })],
        };
    }

    /// <summary>The id of the field of a member of a proposal's content; <c>null</c> where there is none.</summary>
    public static string? IdOf(string? member) => member switch
    {
        null => null,
        nameof(ProposalContent.Texts) => IdOfTitle(0),
        _ => $"Form_{member}",
    };

    private static string IdOfTitle(int text) => $"Form_Texts_{text}__Title";

    /// <summary>The id of the field that was wrong when the form was read last; <c>null</c> where none was.</summary>
    public string? WrongField { get; private set; }

    /// <summary>The content, or what is wrong with the form.</summary>
    public bool TryRead(IStringLocalizer say, string currency, out ProposalContent? content, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(say);
        (content, problem) = (null, null);
        if (!MoneyText.TryRead(Ask, currency, out var ask)) (problem, WrongField) = (say["List.AskWrong", Ask ?? "", MoneyText.Example(currency)], IdOf(nameof(Ask)));
        var minimum = ask;
        if (problem is null && !string.IsNullOrWhiteSpace(Minimum) && !MoneyText.TryRead(Minimum, currency, out minimum))
            (problem, WrongField) = (say["List.MinimumWrong", Minimum, MoneyText.Example(currency)], IdOf(nameof(Minimum)));
        // Words without a title would be left out of the paper's language without a word.
        var untitled = Texts.FindIndex(text => Line(text.Title).Length == 0 && (Line(text.Summary).Length > 0 || Line(text.EasyRead).Length > 0));
        if (problem is null && untitled >= 0)
            (problem, WrongField) = (say["Proposal.TitleNeeded", SiteLanguage.Find(Texts[untitled].Language)?.Name ?? Texts[untitled].Language], IdOfTitle(untitled));
        if (problem is not null) return false;
        content = new ProposalContent(
            Line(Group), [.. Texts.Where(text => !string.IsNullOrWhiteSpace(text.Title)).Select(text => new ProposalText(
                text.Language, Line(text.Title), Line(text.Summary), Line(text.EasyRead)))],
            ask, minimum, Line(Pot), Line(Area), Line(Theme), Line(Stall), Line(Picture))
        {
            Tier = Line(Tier) is { Length: > 0 } tier ? tier : null,
            Conflicts = ReadConflicts(Conflicts),
        };
        return true;
    }

    /// <summary>The ids in a list with commas, semicolons or spaces between; <c>null</c> for none.</summary>
    internal static ImmutableArray<string>? ReadConflicts(string? typed) =>
        (typed ?? "").Split([',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } ids
            ? [.. ids.Distinct(StringComparer.Ordinal)]
            : null;

    // A browser sends every line with a carriage return, which is not what was typed.
    private static string Line(string? text) => (text ?? "").Trim().ReplaceLineEndings("\n");
}

/// <summary>A proposal's words in one language.</summary>
public sealed class TextRow
{
    public string Language { get; set; } = "";

    public string? Title { get; set; }

    public string? Summary { get; set; }

    public string? EasyRead { get; set; }
}
