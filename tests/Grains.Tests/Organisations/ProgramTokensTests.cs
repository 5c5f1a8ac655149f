using PbDecisionDay.Contracts.Organisations;

namespace PbDecisionDay.Grains.Tests.Organisations;

/// <summary>A program's token: for one day and what was named, for a time, until somebody ends it.</summary>
public sealed class ProgramTokensTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    private const string Day = "troon-2026";

    [Fact]
    public async Task A_token_is_for_its_day_and_steps_and_outlives_a_restart()
    {
        await using var silo = await TestSilo.StartAsync(); // Its own: it is restarted.
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var token = await Accounts.Of(silo).MakeTokenAsync(new MakeToken(anna.Id, Day, [TokenStep.Count, TokenStep.Cards, TokenStep.Cards], TimeSpan.FromDays(7)), default);
        Assert.Equal(26, token.Length);
        await silo.RestartAsync();
        var holder = (await Accounts.Of(silo).CheckTokenAsync(token, default))!;
        Assert.Equal((anna, Day), (holder.Organiser, holder.Day));
        Assert.Equal([TokenStep.Cards, TokenStep.Count], holder.Steps);
        Assert.True(holder.May(TokenStep.Cards, Day));
        Assert.False(holder.May(TokenStep.Cards, "ayr-2026"));
        Assert.False(holder.May(TokenStep.Steps, Day));
        Assert.Null(await Accounts.Of(silo).CheckTokenAsync("", default));
        Assert.Null(await Accounts.Of(silo).CheckTokenAsync(token[..^1], default));
    }

    [Fact]
    public async Task It_ends_by_itself_and_is_listed_with_the_hour_of_its_last_use()
    {
        var silo = shared.Begin();
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var token = await Accounts.TokenAsync(silo, anna.Id);
        Assert.Null(Assert.Single(await Accounts.Of(silo).ListTokensAsync(default)).Used);
        Assert.NotNull(await Accounts.Of(silo).CheckTokenAsync(token, default));
        var used = Assert.Single(await Accounts.Of(silo).ListTokensAsync(default)).Used!.Value;
        Assert.Equal((0, 0, true), (used.Minute, used.Second, used <= silo.Time.GetUtcNow()));
        silo.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await Accounts.Of(silo).CheckTokenAsync(token, default));
        Assert.Empty(await Accounts.Of(silo).ListTokensAsync(default));
    }

    [Fact]
    public async Task It_ends_when_somebody_ends_it_and_others_go_on()
    {
        var silo = shared.Begin();
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var (one, other) = (await Accounts.TokenAsync(silo, anna.Id), await Accounts.TokenAsync(silo, anna.Id, "ayr-2026"));
        await Accounts.Of(silo).RevokeTokenAsync((await Accounts.Of(silo).ListTokensAsync(default)).Single(token => token.Day == Day).Id, default);
        Assert.Null(await Accounts.Of(silo).CheckTokenAsync(one, default));
        Assert.NotNull(await Accounts.Of(silo).CheckTokenAsync(other, default));
    }

    [Fact]
    public async Task What_is_no_token_is_not_made()
    {
        var silo = shared.Begin();
        var anna = await Accounts.JoinAsync(silo, "Anna");
        var right = new MakeToken(anna.Id, Day, [TokenStep.Cards], TimeSpan.FromDays(1));
        foreach (var wrong in new[]
        {
            right with { Organiser = "NOBODY" }, right with { Day = "Troon" }, right with { Day = "" }, right with { Steps = [] }, right with { Steps = [(TokenStep)99] },
            right with { Lasts = TimeSpan.Zero }, right with { Lasts = MakeToken.Longest + TimeSpan.FromTicks(1) },
        })
            Assert.Equal("", await Accounts.Of(silo).MakeTokenAsync(wrong, default));
        Assert.NotEqual("", await Accounts.Of(silo).MakeTokenAsync(right with { Lasts = MakeToken.Longest }, default));
    }
}
