using System.Net;
using System.Security.Cryptography;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Audit;

public sealed class AuditPageTests(RunningSite site) : IClassFixture<RunningSite>
{
    private readonly HttpClient client = site.Client();

    [Fact]
    public async Task The_page_says_what_can_be_checked_at_each_stage()
    {
        var day = await OpenDay.CreateAsync(site.Services, "stages", upTo: DayPhase.Published);
        var before = await PageAsync(day.Id);
        Assert.Contains("Voting has not opened.", before, StringComparison.Ordinal);
        Assert.DoesNotContain("public.zip as it is now", before, StringComparison.Ordinal);

        day = await OpenDay.CreateAsync(site.Services, "stages-open");
        var open = await PageAsync(day.Id);
        Assert.Contains("Voting is open.", open, StringComparison.Ordinal);
        Assert.Contains($"href=\"/api/days/{day.Id}/bundle/public.zip\"", open, StringComparison.Ordinal);
        Assert.Contains("pbdd verify public.zip --so-far --seen receipt.txt", open, StringComparison.Ordinal);
        Assert.Contains("Votes opened: 0", open, StringComparison.Ordinal);
        var key = (await day.Box.GetStatusAsync(default)).LogKey;
        Assert.Contains($"pbdd follow http://localhost:5301/days/{day.Id} --key {key}", open, StringComparison.Ordinal);

        await day.StepAsync(DayPhase.Closed);
        var closed = await PageAsync(day.Id);
        Assert.Contains("Voting is closed, and nobody can vote any more.", closed, StringComparison.Ordinal);
        Assert.Contains("people roll eight dice in public", closed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mixed_day_shows_its_dice_and_the_file_with_its_hash()
    {
        var day = await OpenDay.CreateAsync(site.Services, "mixed", cards: 32);
        await day.EveryoneVotesAsync();
        await day.StepAsync(DayPhase.Closed);
        await day.StepAsync(DayPhase.Counted);
        Assert.Contains("has fixed the ballots that it will publish", await PageAsync(day.Id), StringComparison.Ordinal);
        await day.RollAsync("31415926");
        await day.StepAsync(DayPhase.Declared);

        var page = await PageAsync(day.Id);
        Assert.Contains("All that you need to check the result is in one file.", page, StringComparison.Ordinal);
        Assert.Matches(@"(?s)<ol class=""dice"" aria-label=""The eight dice"">\s*<li>3</li>\s*<li>1</li>\s*<li>4</li>\s*<li>1</li>\s*<li>5</li>\s*<li>9</li>\s*<li>2</li>\s*<li>6</li>\s*</ol>", page);
        Assert.Contains("Experimental", page, StringComparison.Ordinal);
        var file = await client.GetByteArrayAsync($"/api/days/{day.Id}/bundle/public.zip");
        Assert.Contains($">{Convert.ToHexStringLower(SHA256.HashData(file))}<", page, StringComparison.Ordinal);
        Assert.Contains($"public.zip ({(file.Length + 999) / 1000} kB)", page, StringComparison.Ordinal);
        Assert.Contains("pbdd verify public.zip</pre>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_day_says_that_only_totals_are_published()
    {
        var day = await OpenDay.CreateAsync(site.Services, "small");
        await day.EveryoneVotesAsync();
        foreach (var phase in new[] { DayPhase.Closed, DayPhase.Counted, DayPhase.Declared }) await day.StepAsync(phase);
        var page = await PageAsync(day.Id);
        Assert.Contains("Fewer than 30 ballots count.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"dice\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Experimental", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gd", "Tha am bhòtadh fosgailte.")]
    [InlineData("ar", "التصويت مفتوح.")]
    public async Task It_speaks_the_readers_language(string language, string says)
    {
        var day = await OpenDay.CreateAsync(site.Services, $"said-in-{language}");
        using var reader = site.Client(language);
        Assert.Contains(says, WebUtility.HtmlDecode(await reader.GetStringAsync($"/audit/{day.Id}")), StringComparison.Ordinal);
    }

    private async Task<string> PageAsync(string day) => WebUtility.HtmlDecode(await client.GetStringAsync($"/audit/{day}"));
}
