using System.Collections.Immutable;
using System.Globalization;
using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Organisers;

/// <summary>A day as the API is asked to create it, in the grains' terms.</summary>
internal static class NewDay
{
    /// <summary>The settings, or what is wrong, as a sentence.</summary>
    public static bool TryRead(CreateDayRequest request, DateOnly today, out DaySettings? settings, out string? problem)
    {
        settings = null;
        BallotOrder order = default;
        DayColour colour = default;
        VotesFrom from = default;
        if (!Words.TryRead<CheckInMode>(request.CheckIn, out var checkIn))
            problem = $"checkIn is one of {Words.All<CheckInMode>()}.";
        else if (!Words.TryRead<BallotOrder>(request.BallotOrder ?? Words.Of(BallotOrder.Paper), out order))
            problem = $"ballotOrder is one of {Words.All<BallotOrder>()}.";
        else if (!Words.TryRead<DayColour>(request.Colour ?? Words.Of(DayColour.Pine), out colour))
            problem = $"colour is one of {Words.All<DayColour>()}.";
        else if (!Words.TryRead<VotesFrom>(request.VotesFrom ?? Words.Of(VotesFrom.Opening), out from))
            problem = $"votesFrom is one of {Words.All<VotesFrom>()}.";
        else if (request.Languages.IsDefaultOrEmpty || request.Pots.IsDefaultOrEmpty || request.Venues.IsDefaultOrEmpty || request.Proposals.IsDefault)
            problem = "A day has at least one language, one pot and one venue.";
        else if (RulesSpelling.TryRead(request.Rules, out var rules, out problem))
            settings = new DaySettings(
                [.. Texts(request.Title, request).Select(text => new LocalText(text.Language, text.Text))],
                request.Place ?? request.Venues[0].Name ?? request.Venues[0].Id,
                request.Date ?? today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                request.Hours ?? "00:00–24:00",
                request.TimeZone ?? "Europe/London",
                request.Languages,
                request.Currency ?? "GBP",
                [.. request.Pots.Select(pot => new PotSetting(pot.Id, pot.Name ?? pot.Id, pot.Amount))],
                [.. request.Venues.Select(venue => new VenueSetting(venue.Id, venue.Name ?? venue.Id))],
                checkIn,
                rules)
            {
                Witnesses = [.. (request.Witnesses ?? []).Select(witness => new NamedWitness(witness.Key, witness.Address))],
                Order = order,
                VotesFrom = from,
                EntryQuestion = Questions(request).FirstOrDefault(question => question.Language == request.Languages[0])?.Text,
                EntryTranslations = Questions(request).RemoveAll(question => question.Language == request.Languages[0]) is { IsEmpty: false } others ? others : default,
                Colour = colour,
            };
        else
            problem = $"The rules cannot be read: {problem?.TrimEnd('.')}.";
        return settings is not null;
    }

    /// <summary>The proposals, in order.</summary>
    public static IEnumerable<NewProposal> Proposals(CreateDayRequest request) => request.Proposals.Select(proposal => new NewProposal(
        proposal.Id,
        new ProposalContent(
            proposal.Group ?? Texts(proposal.Title, request).FirstOrDefault().Text ?? "",
            [.. Texts(proposal.Title, request).Select(title => new ProposalText(
                title.Language, title.Text, In(proposal.Summary, title.Language, request), In(proposal.EasyRead, title.Language, request)))],
            proposal.Ask, proposal.Minimum ?? proposal.Ask, proposal.Pot ?? request.Pots[0].Id,
            proposal.Area ?? "", proposal.Theme ?? "", proposal.Stall ?? "", proposal.Picture ?? "")));

    // The day's languages first, in its order; one text without a language is in the day's first.
    private static IEnumerable<(string Language, string Text)> Texts(ImmutableSortedDictionary<string, string> texts, CreateDayRequest request) =>
        texts.Select(text => (Language: Named(text.Key, request), Text: text.Value))
            .OrderBy(text => request.Languages.IndexOf(text.Language) is var at and >= 0 ? at : int.MaxValue);

    private static ImmutableArray<LocalText> Questions(CreateDayRequest request) =>
        [.. Texts(request.EntryQuestion ?? ImmutableSortedDictionary<string, string>.Empty, request)
            .Where(text => !string.IsNullOrWhiteSpace(text.Text)).Select(text => new LocalText(text.Language, text.Text.Trim()))];

    private static string In(ImmutableSortedDictionary<string, string>? texts, string language, CreateDayRequest request) =>
        texts?.FirstOrDefault(text => string.Equals(Named(text.Key, request), language, StringComparison.Ordinal)).Value ?? "";

    private static string Named(string language, CreateDayRequest request) => language.Length == 0 ? request.Languages[0] : language;
}
