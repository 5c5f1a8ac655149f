using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Printing;
using PbDecisionDay.Printing.Pack;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;
using PbDecisionDay.Web.Statements;

namespace PbDecisionDay.Web.Console;

/// <summary>The parts of the pack that are printed here. None holds a secret: cards and passes have pages of their own.</summary>
public enum PackPart
{
    /// <summary>A poster with the code of the day's page.</summary>
    Poster,

    /// <summary>A sign for each project's stall.</summary>
    Stalls,

    /// <summary>What whoever stands at a door does.</summary>
    Door,

    /// <summary>What whoever helps does.</summary>
    Helper,

    /// <summary>What an observer fills in.</summary>
    Observer,

    /// <summary>Ballot papers, one to copy.</summary>
    Papers,
}

/// <summary>A day's pack, in the day's languages as far as sheets speak them.</summary>
public sealed class PackParts(DayView day, IReadOnlyDictionary<string, ProposalContent> contents, IStringLocalizer<StatementWords> statement, IWebHostEnvironment files)
{
    /// <summary>The batch that the pack's ballot papers name.</summary>
    public const string PaperBatch = "papers-1";

    /// <summary>The languages of the pack.</summary>
    public ImmutableArray<string> Languages { get; } = PrintedPapers.LanguagesOf(day);

    /// <summary>The sheets of a part, and the ballot papers of it; none where it cannot be printed yet.</summary>
    public (ImmutableArray<PackSheet> Sheets, ImmutableArray<BallotPaper> Papers) Of(PackPart part) => part switch
    {
        PackPart.Poster => ([.. Languages.Select(tag => In(tag).Poster)], []),
        PackPart.Stalls => ([.. day.Proposals.SelectMany(id => Languages.Select(tag => Stall(id, tag)).OfType<PackSheet>())], []),
        PackPart.Door => ([.. Languages.Select(tag => In(tag).Door(day.Settings.CheckIn == CheckInMode.Register))], []),
        PackPart.Helper => ([.. Languages.Select(tag => In(tag).Helper)], []),
        PackPart.Observer => ([.. Languages.Select(tag => In(tag).Observer(key => Figure(key, tag)))], []),
        PackPart.Papers => day.Paper.Length > 0
            ? ([], [PrintedPapers.Of(day, contents, files, PaperBatch, BallotPaperLook.Normal, [.. Languages.Take(BallotPaper.MostLanguages)])])
            : ([], []),
    };

    /// <summary>How many A4 pages a part takes.</summary>
    public int PagesOf(PackPart part) => Of(part) is var (sheets, papers) ? sheets.Sum(PackPdf.PagesOf) + papers.Sum(BallotPaperPdf.PagesOf) : 0;

    /// <summary>Whether the fonts here have every character of a part.</summary>
    public bool CanSet(PackPart part) => Of(part) is var (sheets, papers) && PackPdf.CanSet(sheets, papers);

    /// <summary>Parts as one PDF, in their order; what cannot be printed yet, or not by these fonts, is left out.</summary>
    public byte[] Draw(IEnumerable<PackPart> parts)
    {
        var all = parts.Select(Of).Where(part => PackPdf.CanSet(part.Sheets, part.Papers)).ToArray();
        return PackPdf.Draw(Titled(Languages[0]), [.. all.SelectMany(part => part.Sheets)], [.. all.SelectMany(part => part.Papers)]);
    }

    private DaySheets In(string tag) => new(new SheetWords(tag), Titled(tag), $"{day.Site}/days/{day.Day}", $"{day.Site}/audit/{day.Day}");

    private string Titled(string tag) => day.Settings.Title.IsEmpty ? day.Day : (day.Settings.Title.FirstOrDefault(title => title.Language == tag) ?? day.Settings.Title[0]).Text;

    private PackSheet? Stall(string id, string tag)
    {
        if (contents.GetValueOrDefault(id) is not { Texts.IsEmpty: false } content) return null;
        var number = Paper.TryParse(day.Paper, out var paper, out _) ? new PrintedNumbers(paper!).Of(id) : "";
        var title = (content.Texts.FirstOrDefault(text => text.Language == tag) ?? content.Texts[0]).Title;
        var ask = Speaking(tag, () => PrintedPapers.Plain(Money.Format(content.Ask, day.Settings.Currency)));
        return In(tag).Stall(number, title, content.Group, ask, $"{day.Site}/days/{day.Day}/stalls/{id}");
    }

    // As the statement calls it, so that an observer finds it there.
    private string Figure(string key, string tag) => Speaking(tag, () => statement[key].Value);

    private static string Speaking(string tag, Func<string> say)
    {
        var reader = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(tag);
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
