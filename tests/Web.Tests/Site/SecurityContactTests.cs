using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using PbDecisionDay.Web.Site;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Whom to tell of a weakness, where it is named. Source: RFC 9116.</summary>
public sealed class SecurityContactTests(SiteWithContact site) : IClassFixture<SiteWithContact>
{
    [Fact]
    public async Task A_site_with_a_contact_says_whom_to_tell_and_until_when_that_holds()
    {
        var text = await site.Client().GetStringAsync("/.well-known/security.txt");

        var read = Regex.Match(text, @"\AContact: mailto:security@south\.example\nExpires: (\S+Z)\nPreferred-Languages: en\n\z");
        Assert.True(read.Success, text);
        var holds = DateTimeOffset.Parse(read.Groups[1].Value, CultureInfo.InvariantCulture) - TimeProvider.System.GetUtcNow();
        Assert.InRange(holds, TimeSpan.FromDays(80), TimeSpan.FromDays(365));
    }

    [Theory]
    [InlineData("mailto:security@south.example", true)]
    [InlineData("https://south.example/security", true)]
    [InlineData("", true)]
    [InlineData("security@south.example", false)]
    [InlineData("javascript:alert(1)", false)]
    public void A_contact_that_no_program_could_follow_stops_the_start(string contact, bool good) =>
        Assert.Equal(good, !new SiteOptions { SecurityContact = contact }.Validate(new(this)).Any());
}

/// <summary>A site that names whom to tell.</summary>
public sealed class SiteWithContact : RunningSite
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Site:SecurityContact", "mailto:security@south.example");
    }
}
