using PbDecisionDay.Ledger.Cards;

namespace PbDecisionDay.Ledger.Tests;

public class CardLinkTests
{
    private static readonly CardSecret Secret = CardSecret.Draw();

    [Theory]
    [InlineData("https://pb.south.example", "troon-2026")]
    [InlineData("http://localhost:5080", "demo")]
    [InlineData("http://192.168.1.20:5080", "day1")]
    [InlineData("http://[fe80::1]:5080", "day1")]
    [InlineData("https://council.example/pb/v2", "2026")]
    public void A_link_reads_back(string site, string day)
    {
        var text = CardLink.Of(site, day, Secret).Text;
        Assert.Equal($"{site}/v/{day}#{Secret.Symbols}", text);
        Assert.True(CardLink.TryRead($" {text}\n", out var link, out var problem));
        Assert.Equal((site, day, Secret.Symbols, CardCodeProblem.None), (link.Site, link.Day, link.Secret.Symbols, problem));
        Assert.Equal(text, link.Text);
    }

    [Fact]
    public void A_bare_code_reads_without_site_and_day()
    {
        Assert.True(CardLink.TryRead(Secret.Code, out var link, out _));
        Assert.Equal((null, null, Secret.Symbols), (link.Site, link.Day, link.Secret.Symbols));
    }

    [Theory]
    [InlineData("", CardCodeProblem.Empty)]
    [InlineData("https://pb.south.example/v/troon-2026#", CardCodeProblem.Empty)]
    [InlineData("https://pb.south.example/v/troon-2026#1T42MVCD", CardCodeProblem.WrongLength)]
    [InlineData("https://pb.south.example/v/troon-2026#1T42MVCD4YACKW09QM097W8T", CardCodeProblem.WrongCheckSymbol)]
    [InlineData("https://pb.south.example/r/troon-2026#1T42MVCD4YACKW09QM097W8S", CardCodeProblem.WrongCharacter)]
    [InlineData("https://pb.south.example/v/troon-2026?c=1T42MVCD4YACKW09QM097W8S", CardCodeProblem.WrongCharacter)]
    [InlineData("javascript:alert(1)//v/x#1T42MVCD4YACKW09QM097W8S", CardCodeProblem.WrongCharacter)]
    public void Anything_else_is_refused_by_name(string text, CardCodeProblem expected)
    {
        Assert.False(CardLink.TryRead(text, out var link, out var problem));
        Assert.Equal((null, expected), (link, problem));
    }

    [Theory]
    [InlineData("pb.south.example", "troon-2026")]
    [InlineData("https://pb.south.example/", "troon-2026")]
    [InlineData("https://pb.south.example?x=1", "troon-2026")]
    [InlineData("https://pb.south.example#x", "troon-2026")]
    [InlineData("https://pb.south.example", "Troon 2026")]
    [InlineData("https://pb.south.example", "")]
    [InlineData("https://pb.south.example", "a/b")]
    public void A_site_or_day_that_no_link_can_hold_is_refused(string site, string day) =>
        Assert.Throws<ArgumentException>(() => CardLink.Of(site, day, Secret));
}
