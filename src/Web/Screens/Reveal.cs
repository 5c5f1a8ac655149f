using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Web.Days;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Stalls;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Screens;

/// <summary>The declared result as pages that somebody turns: pot by pot its awards, then why the next project missed, then all of it once more.</summary>
public sealed class Reveal(StatementReader statements, IStringLocalizer<ScreenWords> say, IStringLocalizer<StatementWords> sentences)
{
    /// <summary>The most rows of a list: so many long names stand there in letters that are read from fifteen metres. It follows from nothing a screen is, so that pages are the same on all.</summary>
    public const int MostRows = 5;

    // The ballots of a declared day do not change, and a hundred screens ask for them in the same moment.
    private readonly ConcurrentDictionary<(string Day, string Result), Lazy<Task<ImmutableDictionary<string, long>>>> _votes = new();

    /// <summary>Its pages, with what the marketplace shows beside the paper; none before the result is declared.</summary>
    public async Task<ImmutableArray<RevealPage>> PagesAsync(PublicDay day, StallsView beside)
    {
        ArgumentNullException.ThrowIfNull(day);
        return ScreenMessage.IsOver(day.View.Phase) && CountedResult.Of(day.View) is { } result
            ? [.. Pages(day, beside, result with { Votes = await VotesAsync(day) })]
            : [];
    }

    private async Task<ImmutableDictionary<string, long>> VotesAsync(PublicDay day)
    {
        var key = (day.Id, day.View.ResultHash);
        var votes = _votes.GetOrAdd(key, _ => new(() => statements.VotesAsync(day.View, day.Paper, CancellationToken.None))).Value;
        try
        {
            return await votes;
        }
        catch
        {
            // The next one asks anew.
            _votes.TryRemove(key, out _);
            throw;
        }
    }

    private IEnumerable<RevealPage> Pages(PublicDay day, StallsView beside, CountedResult result)
    {
        var document = result.Document;
        var funded = document.Trace.Where(step => step.Amount > 0).ToArray();
        yield return Words("cover", say["Screen.Declared"], say["Screen.DeclaredBallots", document.Ballots]) with
        {
            Notes = document.LeftOut.IsDefaultOrEmpty ? [] : [say["Screen.LeftOut", string.Join(", ", document.LeftOut.Select(log => log.Log))]],
        };
        foreach (var pot in day.Paper.Pots)
        {
            var steps = document.Ends.Where(step => string.Equals(day.Paper.Find(step.Project)?.Pot, pot.Id, StringComparison.Ordinal)).ToArray();
            foreach (var step in steps.Where(step => step.Amount > 0)) yield return Award(day, beside, result, step);
            if (NextOf(document, pot.Id, steps) is { } missed)
                yield return Project("missed", day, beside, missed.Project) with { Line = sentences.Sentence(missed, result) };
        }
        foreach (var rows in funded.Chunk(MostRows))
            yield return Words("list", say["Screen.Declared"], "") with
            {
                Rows = [.. rows.Select(step => (Text: TextOf(day, step.Project), step.Amount)).Select(row => new RevealRow(row.Text.Title, row.Text.Language, Money.Format(row.Amount, result.Currency)))],
            };
        yield return Words("thanks", say["Screen.DeclaredEnd", funded.Length], "") with
        {
            Facts = [new(say["Screen.SharedOut"], Money.Format(document.Spent, result.Currency)), new(say["Screen.LeftOver"], Money.Format(document.Left, result.Currency))],
        };
    }

    /// <summary>
    /// The project of a pot that freed money would go to: the trace begins with those that were shut out before anything was awarded, and under Equal Shares it follows
    /// the paper. Where all that took part are funded, the one that was the fewest votes short of taking part.
    /// </summary>
    private static ResultStep? NextOf(ResultDocument document, string pot, ResultStep[] steps)
    {
        var next = document.Pots.FirstOrDefault(one => one.Pot == pot)?.Reserve is { IsDefaultOrEmpty: false } reserve ? reserve[0] : null;
        return next is null
            ? steps.Where(step => step.Step == "below-threshold").MinBy(step => step.Short)
            : steps.Single(step => step.Project == next);
    }

    private RevealPage Award(PublicDay day, StallsView beside, CountedResult result, ResultStep step)
    {
        var ask = day.Paper.Find(step.Project)!.Ask;
        ImmutableArray<RevealFact> votes = result.Votes.TryGetValue(step.Project, out var number) ? [new(say["Reveal.Votes"], $"{number}")] : [];
        return Project("award", day, beside, step.Project) with
        {
            Line = step.Amount < ask ? say["Reveal.Part", Money.Format(ask, result.Currency)] : "",
            Facts =
            [
                .. votes,
                new(say["Reveal.Award"], Money.Format(step.Amount, result.Currency)),
                new(say["Reveal.Left"], Money.Format(step.Left, result.Currency)),
            ],
        };
    }

    private static RevealPage Words(string kind, string title, string line) => new(kind, "", title, SiteLanguage.Current.Tag, "", line, [], [], []);

    private RevealPage Project(string kind, PublicDay day, StallsView beside, string project)
    {
        var text = TextOf(day, project);
        return new(kind, project, text.Title, text.Language, day.Find(project) is { } view ? StallEndpoints.PictureOf(day.Id, view, beside) : "", "", [], [], []);
    }

    /// <summary>A project's words; where another of the paper has the same title, the title ends with its group, its stall or its id, whichever tells them apart.</summary>
    private ProposalText TextOf(PublicDay day, string project)
    {
        var text = WrittenOf(day, project);
        var namesakes = day.Paper.Proposals.Where(other => other.Id != project && IsSame(WrittenOf(day, other.Id).Title, text.Title)).Select(other => other.Id).ToArray();
        if (namesakes.Length == 0) return text;
        var (group, stall) = (GroupOf(day, project), StallOf(day, project));
        var mark = group.Length > 0 && !namesakes.Any(other => IsSame(GroupOf(day, other), group)) ? group
            : stall.Length > 0 && !namesakes.Any(other => IsSame(StallOf(day, other), stall)) ? say["Screen.Stall", Isolated.Of(stall)].Value
            : project;
        return text with { Title = $"{text.Title} ({Isolated.Of(mark)})" };
    }

    private static string GroupOf(PublicDay day, string project) => day.Find(project)?.Content.Group.Trim() ?? "";

    private static string StallOf(PublicDay day, string project) => day.Find(project)?.Content.Stall.Trim() ?? "";

    private static bool IsSame(string one, string other) => string.Equals(one.Trim(), other.Trim(), StringComparison.OrdinalIgnoreCase);

    private static ProposalText WrittenOf(PublicDay day, string project) =>
        day.Find(project)?.Content.Texts.ForReader() ?? new ProposalText("en", day.Paper.Find(project)?.Title ?? project, "", "");
}
