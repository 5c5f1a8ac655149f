using System.Collections.Immutable;
using Microsoft.Extensions.Localization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Web.Localisation;

namespace PbDecisionDay.Web.Console;

/// <summary>A day's settings as the settings page asks them.</summary>
public sealed class SettingsForm
{
    private const int BlankRows = 2;

    /// <summary>The title in each language the service speaks; the day is held in those that have one.</summary>
    public List<TitleRow> Titles { get; set; } = [];

    /// <summary>The language everything falls back to.</summary>
    public string DefaultLanguage { get; set; } = "en";

    public string? Place { get; set; }

    public string? Date { get; set; }

    public string? Hours { get; set; }

    public string TimeZone { get; set; } = "Europe/London";

    public string Currency { get; set; } = "GBP";

    public List<PotRow> Pots { get; set; } = [];

    public List<VenueRow> Venues { get; set; } = [];

    /// <summary>Those outside who countersign the log, one a line: the address, a space, the verifier key.</summary>
    public string? Witnesses { get; set; }

    public CheckInMode CheckIn { get; set; }

    public BallotOrder Order { get; set; }

    public VotesFrom VotesFrom { get; set; }

    /// <summary>What a door asks before it adds a person, in each language; all empty where doors add nobody.</summary>
    public List<TitleRow> Questions { get; set; } = [];

    public DayColour Colour { get; set; }

    /// <summary>The form of a day's settings.</summary>
    public static SettingsForm Of(DaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new SettingsForm
        {
            Titles = [.. settings.Languages.Union(SiteLanguage.All.Select(language => language.Written)).Select(tag => new TitleRow
            {
                Language = tag, Text = settings.Title.FirstOrDefault(title => title.Language == tag)?.Text,
            })],
            DefaultLanguage = settings.Languages.FirstOrDefault() ?? SiteLanguage.All[0].Tag,
            Place = settings.Place, Date = settings.Date, Hours = settings.Hours, TimeZone = settings.TimeZone, Currency = settings.Currency,
            Pots = [.. settings.Pots.Select(pot => new PotRow { Id = pot.Id, Name = pot.Name, Amount = MoneyText.Write(pot.Amount, settings.Currency) })],
            Venues = [.. settings.Venues.Select(venue => new VenueRow { Id = venue.Id, Name = venue.Name })],
            Witnesses = string.Join('\n', settings.Witnesses.Select(witness => $"{witness.Address} {witness.Key}")),
            CheckIn = settings.CheckIn,
            Order = settings.Order,
            VotesFrom = settings.VotesFrom,
            Questions = [.. settings.Languages.Union(SiteLanguage.All.Select(language => language.Written)).Select(tag => new TitleRow
            {
                Language = tag, Text = settings.ListEntryQuestions().FirstOrDefault(question => question.Language == tag)?.Text,
            })],
            Colour = settings.Colour,
        };
    }

    /// <summary>Empty rows at the end of the lists, so that more can be entered without script.</summary>
    public void AddBlankRows()
    {
        Pots.RemoveAll(pot => string.IsNullOrWhiteSpace(pot.Name) && string.IsNullOrWhiteSpace(pot.Amount));
        Venues.RemoveAll(venue => string.IsNullOrWhiteSpace(venue.Name));
        for (var i = 0; i < BlankRows; i++)
        {
            Pots.Add(new PotRow());
            Venues.Add(new VenueRow());
        }
    }

    /// <summary>The name of the field that was wrong when the form was read last; <c>null</c> where none was, or no single one.</summary>
    public string? WrongField { get; private set; }

    /// <summary>The name of the field in which a member of a day's settings stands; <c>null</c> where there is none.</summary>
    public string? FieldOf(string? setting) => setting switch
    {
        nameof(DaySettings.Title) or nameof(DaySettings.Languages) => $"{nameof(Titles)}[{Math.Max(0, Titles.FindIndex(title => title.Language == DefaultLanguage))}].Text",
        nameof(DaySettings.Pots) => $"{nameof(Pots)}[0].Name",
        nameof(DaySettings.Venues) => $"{nameof(Venues)}[0].Name",
        nameof(DaySettings.EntryQuestion) => QuestionField(DefaultLanguage),
        nameof(DaySettings.EntryTranslations) => QuestionField(Questions.Find(question => question.Language != DefaultLanguage && !IsEmpty(question))?.Language),
        nameof(Place) or nameof(Date) or nameof(Hours) or nameof(TimeZone) or nameof(Currency) or nameof(Witnesses) => setting,
        _ => null,
    };

    /// <summary>The settings, or what is wrong with the form. What the form does not show stays as it was.</summary>
    public bool TryRead(IStringLocalizer say, DaySettings before, out DaySettings? settings, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(before);
        settings = null;
        var titled = Titles.Where(title => !string.IsNullOrWhiteSpace(title.Text)).OrderByDescending(title => title.Language == DefaultLanguage).ToArray();
        // A draft may have a language before it has the title; the empty box of one that never had a title takes no language away.
        var untitled = before.Languages.Where(tag => before.Title.All(title => title.Language != tag));
        ImmutableArray<string> languages = [.. titled.Select(title => title.Language).Union(untitled, StringComparer.Ordinal)];
        var currency = (Currency ?? "").Trim().ToUpperInvariant();
        if (currency.Length > 0 && Currencies.DigitsOf(currency) is null)
        {
            (problem, WrongField) = (say["Settings.CurrencyUnknown", currency], nameof(Currency));
            return false;
        }
        var pots = ImmutableArray.CreateBuilder<PotSetting>();
        foreach (var row in Pots.Where(row => !string.IsNullOrWhiteSpace(row.Name) || !string.IsNullOrWhiteSpace(row.Amount)))
        {
            if (!MoneyText.TryRead(row.Amount, currency, out var amount))
            {
                problem = say["Settings.AmountWrong", Isolated.Of(row.Name), Isolated.Of(row.Amount), MoneyText.Example(currency)];
                WrongField = $"{nameof(Pots)}[{pots.Count}].{nameof(row.Amount)}";
                return false;
            }
            pots.Add(new PotSetting(
                Free(row.Id, row.Name, "pot", pots.Select(pot => pot.Id).Concat(Pots.Select(other => other.Id ?? ""))), (row.Name ?? "").Trim(), amount));
        }
        var venues = ImmutableArray.CreateBuilder<VenueSetting>();
        foreach (var row in Venues.Where(row => !string.IsNullOrWhiteSpace(row.Name)))
            venues.Add(new VenueSetting(
                Free(row.Id, row.Name, "venue", venues.Select(venue => venue.Id).Concat(Venues.Select(other => other.Id ?? ""))), row.Name!.Trim()));
        var witnesses = ImmutableArray.CreateBuilder<NamedWitness>();
        foreach (var line in (Witnesses ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var address, var key])
            {
                (problem, WrongField) = (say["Settings.WitnessWrong", Isolated.Of(line)], nameof(Witnesses));
                return false;
            }
            witnesses.Add(new NamedWitness(key, address));
        }
        if (languages.IsEmpty || languages[0] != DefaultLanguage)
        {
            (problem, WrongField) = (say["Settings.TitleMissing"], FieldOf(nameof(DaySettings.Title)));
            return false;
        }
        if (!QuestionsAreWhole(say, languages, out problem)) return false;
        if (!TryRules(before.Rules, languages, out var rules, out problem)) return false;
        settings = before with
        {
            Title = [.. titled.Select(title => new LocalText(title.Language, title.Text!.Trim()))],
            Place = (Place ?? "").Trim(), Date = (Date ?? "").Trim(), Hours = (Hours ?? "").Trim(), TimeZone = (TimeZone ?? "").Trim(),
            Languages = languages, Currency = currency, Pots = pots.ToImmutable(), Venues = venues.ToImmutable(), CheckIn = CheckIn, Rules = rules,
            Witnesses = witnesses.ToImmutable(),
            Order = Order,
            VotesFrom = VotesFrom,
            EntryQuestion = Questions.Find(question => question.Language == DefaultLanguage && !IsEmpty(question))?.Text!.Trim(),
            EntryTranslations = Translations() is { IsEmpty: false } translations ? translations : default,
            Colour = Colour,
        };
        return true;
    }

    /// <summary>Whether every question at the door stands in a language of the day, the default one among them.</summary>
    private bool QuestionsAreWhole(IStringLocalizer say, ImmutableArray<string> languages, out string? problem)
    {
        (problem, var asked) = (null, Questions.Where(question => !IsEmpty(question)).Select(question => question.Language).ToArray());
        if (asked.Length > 0 && !asked.Contains(DefaultLanguage, StringComparer.Ordinal))
            (problem, WrongField) = (say["Settings.EntryQuestionMissing", Isolated.Of(SiteLanguage.NameOf(DefaultLanguage))], QuestionField(DefaultLanguage));
        else if (asked.FirstOrDefault(language => !languages.Contains(language, StringComparer.Ordinal)) is { } other)
            (problem, WrongField) = (say["Settings.EntryQuestionUntitled", Isolated.Of(SiteLanguage.NameOf(other))], QuestionField(other));
        return problem is null;
    }

    private ImmutableArray<LocalText> Translations() =>
        [.. Questions.Where(question => question.Language != DefaultLanguage && !IsEmpty(question)).Select(question => new LocalText(question.Language, question.Text!.Trim()))];

    private string QuestionField(string? language) => $"{nameof(Questions)}[{Math.Max(0, Questions.FindIndex(question => question.Language == language))}].Text";

    private static bool IsEmpty(TitleRow row) => string.IsNullOrWhiteSpace(row.Text);

    // The rules have a page of their own; they name the day's languages.
    private static bool TryRules(string before, ImmutableArray<string> languages, out string text, out string? problem)
    {
        (text, problem) = ("", null);
        if (before.Length == 0) return true;
        if (!FrozenRules.TryParse(before, out var rules, out problem) || !rules!.TryIn(languages, out rules, out problem)) return false;
        text = rules!.Text;
        return true;
    }

    // A row keeps its id; a new one gets an id from its name that no other row has.
    private static string Free(string? id, string? name, string fallback, IEnumerable<string> taken)
    {
        if (!string.IsNullOrEmpty(id)) return id;
        var wanted = Slug.Of(name ?? "", 28, fallback);
        var used = taken.ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, used.Count + 1).Select(n => n == 1 ? wanted : $"{wanted}-{n}").First(free => !used.Contains(free));
    }
}

/// <summary>A title in one language.</summary>
public sealed class TitleRow
{
    public string Language { get; set; } = "";

    public string? Text { get; set; }
}

/// <summary>A pot.</summary>
public sealed class PotRow
{
    public string? Id { get; set; }

    public string? Name { get; set; }

    public string? Amount { get; set; }
}

/// <summary>A venue.</summary>
public sealed class VenueRow
{
    public string? Id { get; set; }

    public string? Name { get; set; }
}
