using System.Collections.Immutable;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Tests.Days;

namespace PbDecisionDay.Grains.Tests.Stalls;

/// <summary>Others who give money, as organisers list them.</summary>
public sealed class OtherFundersTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Anna = TownDay.Anna;

    private static readonly OtherFunder Trust = new("The Trust", "https://trust.example.org/apply", [new("en", "For gardens."), new("gd", "Airson ghàrraidhean.")]);

    [Fact]
    public async Task A_list_takes_the_place_of_the_one_before_while_people_vote_and_an_empty_one_takes_it_away()
    {
        var silo = shared.Begin();
        var day = new TownDay(silo);
        await day.OpenAsync();
        var stalls = silo.Grains.GetGrain<IStallsGrain>(silo.Day);
        Assert.Empty((await stalls.GetAsync(default)).Funders);
        TownDay.Done(await stalls.ListFundersAsync([Trust, Trust with { Name = "The Bank" }], Anna, default));
        // Lines of which nothing is said are left out, and what is said is composed.
        TownDay.Done(await stalls.ListFundersAsync([new("", "", []), Trust with { Name = " Cafe\u0301 ", Address = " https://cafe.example.org " }, new("", "", [new("en", " ")])], Anna, default));
        var listed = Assert.Single((await stalls.GetAsync(default)).Funders);
        Assert.Equal(("Caf\u00e9", "https://cafe.example.org", 2), (listed.Name, listed.Address, listed.Sentence.Length));
        TownDay.Done(await stalls.ListFundersAsync(default, Anna, default));
        Assert.Empty((await stalls.GetAsync(default)).Funders);
        TownDay.Done(await stalls.ListFundersAsync([.. Enumerable.Range(0, OtherFunder.Most).Select(at => Trust with { Name = $"Trust {at}" })], Anna, default));
        Assert.Equal(OtherFunder.Most, (await stalls.GetAsync(default)).Funders.Length);
    }

    public static TheoryData<string, string> Wrong { get; } = new()
    {
        { "no name", "Say who number 2 is." }, { "no sentence", "Say in one sentence what The Bank gives money for." }, { "no address", "Give the address of the page of The Bank" },
        { "http", "The address of the page of The Bank begins with https://" }, { "script", "begins with https://" }, { "user", "not the address of a page" }, { "long name", "shorten it to 120" },
        { "long sentence", "shorten it to 200" }, { "long address", "at most 300 are kept" }, { "twice", "The Trust is there twice." }, { "many", "at most 20 others" }, { "nobody", "which organiser" },
        { "wrong language", "not a language tag" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said_and_the_list_from_before_stays(string what, string sentence)
    {
        var silo = shared.Begin();
        await new TownDay(silo).DraftAsync();
        var stalls = silo.Grains.GetGrain<IStallsGrain>(silo.Day);
        TownDay.Done(await stalls.ListFundersAsync([Trust], Anna, default));
        var bank = Trust with { Name = "The Bank" };
        ImmutableArray<OtherFunder> other = what switch
        {
            "no name" => [bank with { Name = "" }],
            "no sentence" => [bank with { Sentence = [] }],
            "no address" => [bank with { Address = "" }],
            "http" => [bank with { Address = "http://bank.example.org" }],
            "script" => [bank with { Address = "javascript:alert(1)" }],
            "user" => [bank with { Address = "https://bank.example.org@other.example.org" }],
            "long name" => [bank with { Name = new string('x', 121) }],
            "long sentence" => [bank with { Sentence = [new("en", new string('x', 201))] }],
            "long address" => [bank with { Address = "https://bank.example.org/".PadRight(301, 'x') }],
            "twice" => [Trust],
            "many" => [.. Enumerable.Range(0, OtherFunder.Most).Select(at => Trust with { Name = $"Trust {at}" })],
            "wrong language" => [bank with { Sentence = [new("not a tag", "For gardens.")] }],
            _ => [bank],
        };
        var refused = await stalls.ListFundersAsync([Trust, .. other], what == "nobody" ? "" : Anna, default);
        Assert.Equal(DayRefusal.Invalid, refused.Refusal);
        Assert.Contains(sentence, refused.Detail, StringComparison.Ordinal);
        Assert.Equal("The Trust", Assert.Single((await stalls.GetAsync(default)).Funders).Name);
    }

    [Fact]
    public async Task A_day_that_is_not_there_lists_nobody() =>
        Assert.Equal(DayRefusal.NoSuchDay, (await shared.Begin().Grains.GetGrain<IStallsGrain>("nowhere").ListFundersAsync([Trust], Anna, default)).Refusal);
}
