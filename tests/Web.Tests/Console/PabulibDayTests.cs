using System.Globalization;
using PbDecisionDay.Rules.Allocation;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>The files here are invented.</summary>
public sealed class PabulibDayTests
{
    private const string Election = """
        META
        key;value
        description;Invented Harbour 2025
        currency;EUR
        num_projects;3
        num_votes;1
        budget;1000.50
        vote_type;approval
        max_length;2
        PROJECTS
        project_id;cost;name
        7;300;Benches
        12;700.25;A longer pier
        free;0;Goodwill
        VOTES
        voter_id;vote
        1;7,12
        """;

    [Fact]
    public void Projects_budget_and_limit_come_from_the_file()
    {
        Assert.True(PabulibDay.TryRead(Election, "en", "pot", out var day, out _));
        Assert.Equal(("Invented Harbour 2025", 100_050L, "EUR"), (day!.Title, day.Budget, day.Currency));
        Assert.Equal([("7", 30_000L), ("12", 70_025L)], day.Proposals.Select(proposal => (proposal.Id, proposal.Content.Ask)));
        Assert.Equal(("up-to", 2), (day.Rules.Choose, day.Rules.Number));
        Assert.Contains(day.Notes, note => note.Contains("cost nothing", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("max_length;1", "up-to", 1)]
    [InlineData("max_length;2\nmin_length;2", "exactly", 2)]
    [InlineData("max_length;2\nmin_length;1", "up-to", 2)]
    [InlineData("max_length;0", "up-to", 2)]
    [InlineData("max_length;many", "up-to", 2)]
    public void The_limits_of_a_ballot_are_the_files_where_it_names_them(string limits, string choose, int number)
    {
        string text = Election.Replace("max_length;2", limits, StringComparison.Ordinal);
        Assert.True(PabulibDay.TryRead(text, "en", "pot", out var day, out var problem), problem);
        Assert.Equal((choose, number), (day!.Rules.Choose, day.Rules.Number));
    }

    [Theory]
    [InlineData("vote_type;approval\nmax_length;2\nmax_sum_cost;1000.50", "knapsack", 1, 2, 0)]
    [InlineData("vote_type;approval\nmin_length;2", "at-least", 2, 0, 0)]
    [InlineData("vote_type;choose-1", "up-to", 1, 0, 0)]
    [InlineData("vote_type;ordinal\nmax_length;2\nmin_length;2", "rank", 2, 2, 0)]
    [InlineData("vote_type;ordinal\nmin_length;90", "rank", 2, 0, 0)]
    [InlineData("vote_type;scoring\nmax_points;7", "score", 1, 0, 7)]
    [InlineData("vote_type;cumulative\nmax_sum_points;10\nmin_sum_points;10\nmin_length;2", "points", 2, 0, 10)]
    public void The_ballot_form_is_the_files(string meta, string choose, int fewest, int most, int top)
    {
        var points = meta.Contains("cumulative", StringComparison.Ordinal) || meta.Contains("scoring", StringComparison.Ordinal);
        string text = Election.Replace("vote_type;approval\nmax_length;2", meta, StringComparison.Ordinal);
        if (points) text = text.Replace("voter_id;vote\n1;7,12", "voter_id;vote;points\n1;7,12;3,2", StringComparison.Ordinal);
        Assert.True(PabulibDay.TryRead(text, "en", "pot", out var day, out var problem), problem);
        var rules = day!.Rules;
        Assert.Equal((choose, fewest, most), (rules.Choose, rules.Fewest, rules.Most));
        if (top > 0) Assert.Equal(top, choose == "score" ? rules.TopMark : rules.Points);
        Assert.True(rules.TryWrite(["en"], out _, out var fault), $"{fault}");
    }

    [Theory]
    [InlineData("rule;greedy-no-skip", "approval", AllocationRule.MostVotes, MarginalKind.Stop)]
    [InlineData("rule;greedy", "ordinal", AllocationRule.Score, MarginalKind.Skip)]
    [InlineData("rule;equalshares/add1", "ordinal", AllocationRule.EqualShares, MarginalKind.Skip)]
    public void So_is_the_rule_where_the_file_names_one(string named, string type, AllocationRule rule, MarginalKind marginal)
    {
        string text = Election.Replace("vote_type;approval", $"vote_type;{type}\n{named}\nmin_project_score_threshold;30", StringComparison.Ordinal);
        Assert.True(PabulibDay.TryRead(text, "en", "pot", out var day, out var problem), problem);
        Assert.Equal((rule, marginal, 30L), (day!.Rules.Rule, day.Rules.Marginal, day.Rules.Threshold));
        Assert.True(day.Rules.TryWrite(["en"], out _, out var fault), $"{fault}");
    }

    [Fact]
    public void What_a_day_cannot_ask_as_the_file_did_is_said()
    {
        string text = Election.Replace("vote_type;approval\nmax_length;2", "vote_type;cumulative\nmax_sum_points;10\nmax_points;4", StringComparison.Ordinal)
            .Replace("voter_id;vote\n1;7,12", "voter_id;vote;points\n1;7,12;3,2", StringComparison.Ordinal);
        Assert.True(PabulibDay.TryRead(text, "en", "pot", out var day, out var problem), problem);
        Assert.Contains("In the file a ballot may leave points over; here all 10 are shared out.", day!.Notes);
        Assert.Contains("In the file a project gets at most 4 points of one ballot; here there is no such limit.", day.Notes);
    }

    [Theory]
    [InlineData("a\uffffb")]
    [InlineData("a\ufffeb")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    [InlineData("a\nb")]
    [InlineData(" a b ")]
    [InlineData("a \u202eb")]
    public void What_is_no_sign_on_a_line_gives_way_to_a_space(string text) =>
        Assert.Equal("a b", PabulibDay.Shorten(text, 10));

    [Theory]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("é")]
    public void A_name_is_cut_between_signs_and_counted_as_people_count_them(string sign)
    {
        Assert.Equal(string.Concat(Enumerable.Repeat(sign, 10)), PabulibDay.Shorten(string.Concat(Enumerable.Repeat(sign, 10)), 10));
        Assert.Equal(string.Concat(Enumerable.Repeat(sign, 9)) + "…", PabulibDay.Shorten(string.Concat(Enumerable.Repeat(sign, 11)), 10));
    }

    [Fact]
    public void Yen_have_no_hundredths()
    {
        var yen = Election.Replace("EUR", "JPY", StringComparison.Ordinal).Replace("1000.50", "10000", StringComparison.Ordinal).Replace("700.25", "2500", StringComparison.Ordinal);
        Assert.True(PabulibDay.TryRead(yen, "en", "pot", out var day, out var problem), problem);
        Assert.Equal((10_000L, "JPY"), (day!.Budget, day.Currency));
        Assert.Equal([300L, 2_500L], day.Proposals.Select(proposal => proposal.Content.Ask));
        Assert.Empty(day.Notes.Where(note => note.Contains("currency", StringComparison.Ordinal)));
    }

    [Fact]
    public void Pounds_that_the_file_does_not_name_are_said()
    {
        Assert.True(PabulibDay.TryRead(Election.Replace("currency;EUR\n", "", StringComparison.Ordinal), "en", "pot", out var day, out var problem), problem);
        Assert.Equal("GBP", day!.Currency);
        Assert.Contains("names no currency", day.Notes[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XYZ")]
    [InlineData("jpy")]
    [InlineData("yen")]
    [InlineData("EURO")]
    [InlineData("€")]
    [InlineData("JPY EUR")]
    public void Amounts_in_a_currency_that_is_none_are_never_taken_for_pounds(string code)
    {
        Assert.False(PabulibDay.TryRead(Election.Replace("currency;EUR", $"currency;{code}", StringComparison.Ordinal), "en", "pot", out _, out var problem));
        Assert.Contains($"The currency '{code}' is none", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget;1000.50", "budget;999999999999999", "The budget")]
    [InlineData("7;300;", "7;999999999999999;", "'7' costs more")]
    public void Amounts_past_the_most_of_a_day_are_refused_and_not_wrapped(string small, string huge, string said)
    {
        var file = Election.Replace(small, huge, StringComparison.Ordinal).Replace("700.25", "700", StringComparison.Ordinal).Replace("1000.50", "1000", StringComparison.Ordinal);
        Assert.False(PabulibDay.TryRead(file, "en", "pot", out _, out var problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\u200b")]
    [InlineData("\u3164")]
    [InlineData("\u2800\u00a0")]
    [InlineData("\u202e\u202c")]
    public void A_name_that_nobody_can_see_gives_way_to_the_id_and_is_said(string name)
    {
        Assert.True(PabulibDay.TryRead(Election.Replace("Benches", name, StringComparison.Ordinal), "en", "pot", out var day, out var problem), problem);
        Assert.Equal("7", day!.Proposals[0].Content.Texts[0].Title);
        Assert.Contains(day.Notes, note => note.Contains("Hidden characters", StringComparison.Ordinal) && note.EndsWith(": 7.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_name_is_never_cut_inside_an_emoji()
    {
        for (var letters = 100; letters < 125; letters++)
        {
            var name = new string('x', letters) + "👩‍👩‍👧🏡 garden of everybody";
            Assert.True(PabulibDay.TryRead(Election.Replace("Benches", name, StringComparison.Ordinal), "en", "pot", out var day, out var problem), problem);
            var title = day!.Proposals[0].Content.Texts[0].Title;
            Assert.InRange(new StringInfo(title).LengthInTextElements, 100, 120);
            var kept = title.TrimEnd('…');
            Assert.StartsWith(kept, name, StringComparison.Ordinal);
            // Cut between signs as people see them: the family of three is there or is not.
            Assert.Contains(kept.Length, StringInfo.ParseCombiningCharacters(name));
        }
    }

    [Theory]
    [InlineData("budget;1000.50", "budget;1.25", "the comma")]
    [InlineData("budget;1000.50", "budget;12,500", "could mean thousands")]
    [InlineData("7;300;", "7;12.500;", "could mean thousands")]
    public void Amounts_that_could_be_two_are_refused_with_their_line(string plain, string odd, string said)
    {
        var read = PabulibDay.TryRead(Election.Replace(plain, odd.Replace("1.25", "1,25", StringComparison.Ordinal), StringComparison.Ordinal), "en", "pot", out var day, out var problem);
        Assert.Contains(said, read ? string.Join(' ', day!.Notes) : problem, StringComparison.Ordinal);
        Assert.Contains("ine ", read ? string.Join(' ', day!.Notes) : problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("budget;1000.50", "budget;plenty", "line 7")]
    [InlineData("7;300;Benches", "7 a;300;Benches", "'7 a'")]
    [InlineData("12;700.25;A longer pier", "12;7000.255;A longer pier", "more decimal digits than the 2 that EUR has")]
    public void What_cannot_be_used_is_said_with_its_place(string good, string bad, string said)
    {
        Assert.False(PabulibDay.TryRead(Election.Replace(good, bad, StringComparison.Ordinal), "en", "pot", out _, out var problem));
        Assert.Contains(said, problem, StringComparison.Ordinal);
    }
}
