using PbDecisionDay.Rules.Tests.Pabulib.Checking;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>The restated checker itself: it passes a plain file, and finds each thing that is wrong in one.</summary>
public class PabulibCheckTests
{
    private const string Good = """"
        META
        key;value
        description;Troon decides
        country;GB
        unit;South Ayrshire
        instance;2026
        num_projects;3
        num_votes;4
        budget;100
        vote_type;approval
        rule;greedy
        date_begin;07.03.2026
        date_end;08.03.2026
        min_length;0
        max_length;2
        max_sum_cost;110
        language;en
        currency;GBP
        comment;#1: One. #2: Two.
        PROJECTS
        project_id;cost;votes;name;selected
        a;60;3;"A; or ""A""";1
        b;50;1;B;0
        c;40;1;C;1
        VOTES
        voter_id;vote
        1;a
        2;a,c
        3;b,a
        4;,

        """";

    private const string Points = """
        META
        key;value
        description;Troon decides
        country;Worldwide
        unit;South Ayrshire
        instance;2026
        num_projects;2
        num_votes;2
        budget;100
        vote_type;cumulative
        rule;greedy-threshold
        date_begin;07.03.2026
        date_end;08.03.2026
        max_sum_points;5
        min_project_score_threshold;1
        fully_funded;1
        PROJECTS
        project_id;cost;votes;score;selected
        a;60;2;8;1
        b;40;1;2;1
        VOTES
        voter_id;vote;points
        1;a,b;3,2
        2;a;5

        """;

    [Fact]
    public void A_plain_file_passes()
    {
        Assert.Empty(PabulibCheck.Errors(Good));
        Assert.Empty(PabulibCheck.Errors(Points));
    }

    [Theory]
    [InlineData("country;GB\n", "", "META has no country")]
    [InlineData("country;GB", "country;", "cannot be empty")]
    [InlineData("country;GB", "country;Scotland", "is not allowed")]
    [InlineData("currency;GBP", "currency;ABC", "is not allowed")]
    [InlineData("language;en", "language;en-GB", "is not allowed")]
    [InlineData("#1: One", "One", "is not allowed")]
    [InlineData("#2: Two", "#3: Two", "is not allowed")]
    [InlineData("greedy", "phragmen", "is not allowed")]
    [InlineData("greedy", "greedy-threshold", "with the threshold 0")]
    [InlineData("selected\n", "selected;pot\n", "unknown field pot")]
    [InlineData("name;selected", "selected;name", "another order")]
    [InlineData("key;value\ndesc", "key;value\nmeaning;x\ndesc", "unknown field meaning")]
    [InlineData("4;,", "4;", "cannot be empty")]
    [InlineData("4;,", "3;,", "twice")]
    [InlineData("1;C;", "1; C;", "space at its ends")]
    [InlineData("VOTES\n", "\nVOTES\n", "empty")]
    [InlineData("min_length;0", "min_length;1", "a vote names 0 projects")]
    [InlineData("max_length;2", "max_length;1", "a vote names 2 projects")]
    [InlineData("max_length;2", "max_length;4", "cannot be")]
    [InlineData("approval", "choose-1", "cannot be")]
    [InlineData("max_sum_cost;110", "max_sum_cost;100", "costs more than max_sum_cost")]
    [InlineData("num_votes;4", "num_votes;3", "is not true")]
    [InlineData("a;60;3", "a;60;4", "votes of a is 4")]
    [InlineData("a,c", "a,a", "twice")]
    [InlineData("a,c", "a,z", "unknown")]
    [InlineData("budget;100", "budget;55", "costs more than the budget")]
    [InlineData("budget;100", "budget;95", "selected costs more")]
    [InlineData("budget;100", "budget;150", "fully_funded")]
    [InlineData("1;C;1", "1;C;0", "could be funded")]
    [InlineData("1;C;1", "1;C;0", "a c win, but a are selected")]
    [InlineData("c;40", "c;0.5", "without cost")]
    [InlineData("c;40", "c;\"40,0\"", "comma")]
    [InlineData("07.03.2026", "09.03.2026", "ends before")]
    [InlineData("07.03.2026", "2026-03-07", "is not allowed")]
    [InlineData("PROJECTS", "PROJECT", "sections")]
    public void One_wrong_thing_is_found(string from, string to, string error)
    {
        string wrong = Good.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Good, wrong);
        Assert.Contains(PabulibCheck.Errors(wrong), found => found.Contains(error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("max_sum_points;5\n", "", "max_sum_points is missing")]
    [InlineData("max_sum_points;5\n", "max_sum_points;4\n", "another sum")]
    [InlineData("a,b;3,2", "a,b;2,3", "do not fall")]
    [InlineData("a,b;3,2", "a,b;5", "more or fewer")]
    [InlineData(";8;", ";7;", "score of a is 7")]
    [InlineData("cumulative", "approval", "without need")]
    [InlineData("fully_funded;1\n", "", "fully_funded")]
    [InlineData("threshold;1", "threshold;3", "are selected")]
    public void One_wrong_thing_about_points_is_found(string from, string to, string error)
    {
        string wrong = Points.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Points, wrong);
        Assert.Contains(PabulibCheck.Errors(wrong), found => found.Contains(error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("equalshares", "by equalshares a win")]
    [InlineData("equalshares/add1", "by equalshares/add1")]
    [InlineData("greedy-no-skip", "by greedy-no-skip a win")]
    public void A_rule_that_does_not_give_the_selection_is_found(string rule, string error) => Assert.Contains(
        PabulibCheck.Errors(Good.Replace("rule;greedy", $"rule;{rule}", StringComparison.Ordinal)
            .Replace("1;B;0", "1;B;1", StringComparison.Ordinal).Replace("1;C;1", "1;C;0", StringComparison.Ordinal)),
        found => found.Contains(error, StringComparison.Ordinal));
}
