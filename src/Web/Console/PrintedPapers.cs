using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Printing;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>Puts a day's ballot paper together for printing: its rules in words, and its projects by the numbers that the count team types.</summary>
internal static class PrintedPapers
{
    /// <summary>The languages that a day's paper can be printed in: those of the day that papers speak, or else the first that they do.</summary>
    public static ImmutableArray<string> LanguagesOf(DayView day) =>
        day.Settings.Languages.Where(tag => BallotPaperWords.Languages.Contains(tag, StringComparer.Ordinal)).ToImmutableArray() is { IsEmpty: false } spoken
            ? spoken
            : [BallotPaperWords.Languages[0]];

    /// <summary>The paper.</summary>
    /// <param name="day">A published day.</param>
    /// <param name="contents">What the groups say, by project.</param>
    /// <param name="files">Where the service's pictures stand.</param>
    /// <param name="batch">The batch's name.</param>
    /// <param name="look">How it is set.</param>
    /// <param name="languages">One or two languages.</param>
    public static BallotPaper Of(
        DayView day, IReadOnlyDictionary<string, ProposalContent> contents, IWebHostEnvironment files, string batch, BallotPaperLook look, IReadOnlyList<string> languages)
    {
        if (!Paper.TryParse(day.Paper, out var paper, out _) || !FrozenRules.TryParse(day.Rules, out var rules, out _))
            throw new InvalidOperationException("Only a published day has a ballot paper.");
        var (form, numbers) = (rules!.Form, new PrintedNumbers(paper!));
        return new BallotPaper(
            batch, day.Rehearsal, look, form.Kind == BallotKind.Approve ? BallotPaperMarks.Cross : BallotPaperMarks.Number,
            [.. languages.Select(tag => TitleIn(day, tag))],
            [.. languages.Select(tag => BallotPaperWords.In(tag, batch, Sentences(form, paper!)))],
            [.. paper!.Proposals.Select(proposal => Project(proposal, contents.GetValueOrDefault(proposal.Id), paper, numbers, files, look, languages))]);
    }

    private static string TitleIn(DayView day, string tag) =>
        (day.Settings.Title.FirstOrDefault(title => title.Language == tag) ?? day.Settings.Title[0]).Text;

    private static PrintedProject Project(
        Proposal proposal, ProposalContent? content, Paper paper, PrintedNumbers numbers, IWebHostEnvironment files, BallotPaperLook look, IReadOnlyList<string> languages)
    {
        var address = content is null || look != BallotPaperLook.EasyRead ? "" : Pictures.Of(content);
        return new PrintedProject(
            numbers.Of(proposal.Id), [.. languages.Select(proposal.TitleIn)], Plain(Money.Format(proposal.Ask, paper.Currency)),
            [.. languages.Select(tag => content?.Texts.FirstOrDefault(text => text.Language == tag)?.EasyRead ?? "")],
            address.Length > 0 ? ReadPicture(files, address) : "", address,
            Beside(proposal, paper, numbers));
    }

    // The pot where there are several, the size band, and the numbers of what gets no money beside it: signs and names, so that every language reads them.
    private static string Beside(Proposal proposal, Paper paper, PrintedNumbers numbers) => string.Join(" · ",
        new[]
        {
            paper.Pots.Length > 1 ? paper.Pots.First(pot => pot.Id == proposal.Pot).Title : "",
            paper.Groups.FirstOrDefault(group => group.Id == proposal.Tier)?.Title ?? "",
            proposal.Conflicts.IsEmpty ? "" : "≠ " + string.Join(", ", proposal.Conflicts.Select(numbers.Of)),
        }.Where(text => text.Length > 0));

    private static string ReadPicture(IWebHostEnvironment files, string address)
    {
        using var reader = new StreamReader(files.WebRootFileProvider.GetFileInfo(address).CreateReadStream());
        return reader.ReadToEnd();
    }

    private static IEnumerable<(string Key, string[] Values)> Sentences(BallotForm form, Paper paper)
    {
        switch (form.Kind)
        {
            case BallotKind.Score:
                yield return ("Score", [Number(form.Top)]);
                break;
            case BallotKind.Points:
                yield return ("Points", [Number(form.Top)]);
                if (form.Least > 1) yield return ("Spread", [Number(form.Least)]);
                break;
            case BallotKind.Rank:
                yield return form.Most > 0 ? ("Rank.UpTo", [Number(form.Most)]) : ("Rank.Free", []);
                break;
            case BallotKind.Approve or BallotKind.Blank:
                yield return form.Most > 0 && form.Most == form.Least ? ("Approve.Exactly", [Number(form.Most)])
                    : form.Most > 0 ? ("Approve.UpTo", [Number(form.Most)])
                    : form.Least > 1 ? ("Approve.AtLeast", [Number(form.Least)])
                    : ("Approve.Free", Array.Empty<string>());
                break;
        }
        if (form.Knapsack)
            yield return ("Knapsack", [string.Join(", ", paper.Pots.Select(pot => (paper.Pots.Length > 1 ? pot.Title + " " : "") + Plain(Money.Format(pot.Amount, paper.Currency))))]);
        if (form.PerPot && paper.Pots.Length > 1) yield return ("PerPot", []);
        foreach (var group in paper.Groups)
        {
            if (group.MostProjects > 0) yield return ("LimitProjects", [group.Title, Number(group.MostProjects)]);
            if (group.MostMoney > 0) yield return ("LimitMoney", [group.Title, Plain(Money.Format(group.MostMoney, paper.Currency))]);
        }
        if (paper.Proposals.Any(proposal => !proposal.Conflicts.IsEmpty)) yield return ("Exclusive", []);
        if (form.Extra is { } extra)
            yield return ("Extra", [paper.Groups.FirstOrDefault(group => group.Id == extra.Group)?.Title ?? extra.Group, Number(extra.Votes)]);
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The isolates of a page in Arabic have no glyph on paper.
    internal static string Plain(string money) => money.Replace("\u2066", "", StringComparison.Ordinal).Replace("\u2069", "", StringComparison.Ordinal);
}
