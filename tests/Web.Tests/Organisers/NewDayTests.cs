using System.Collections.Immutable;
using System.Text.Json;
using PbDecisionDay.Web.Organisers;

namespace PbDecisionDay.Web.Tests.Organisers;

/// <summary>What the API fills in where a request leaves something out, and the sentence where it refuses.</summary>
public sealed class NewDayTests
{
    private const string Rules =
        """{"format":"pbdd/1 rules","languages":["ar"],"form":{"kind":"approve","least":1},"allocation":{"rule":"most-votes","marginal":"skip","ties":["id"]},"live":"turnout","replacement":true}""";

    [Fact]
    public void Hours_that_were_left_out_are_in_no_language()
    {
        Assert.True(NewDay.TryRead(Request(Rules), new(2026, 11, 29), out var settings, out var problem), problem);
        Assert.DoesNotContain(settings!.Hours, char.IsLetter);
        Assert.Contains("24:00", settings.Hours, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"least\":0")]
    [InlineData("\"least\":2,\"most\":1")]
    public void A_refusal_is_a_sentence_with_one_full_stop(string bounds)
    {
        Assert.False(NewDay.TryRead(Request(Rules.Replace("\"least\":1", bounds, StringComparison.Ordinal)), new(2026, 11, 29), out _, out var problem));
        Assert.EndsWith(".", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("..", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"least\":1", "\"least\":1,\"most\":0", "'form.most' is 1 or more")]
    [InlineData("\"least\":1", "\"least\":3,\"most\":0", "'form.most' is 1 or more")]
    public void A_limit_of_nought_is_refused_and_not_taken_for_no_limit(string without, string with, string sentence)
    {
        Assert.False(NewDay.TryRead(Request(Rules.Replace(without, with, StringComparison.Ordinal)), new(2026, 11, 29), out _, out var problem));
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
    }

    private static CreateDayRequest Request(string rules)
    {
        using var parsed = JsonDocument.Parse(rules);
        return new("day", ImmutableSortedDictionary<string, string>.Empty.Add("ar", "يوم"), true, "cards-only", "GBP", [new("main", null, 5)], ["ar"],
            [new("hall", null)], parsed.RootElement.Clone(), [], null, null, null, null);
    }
}
