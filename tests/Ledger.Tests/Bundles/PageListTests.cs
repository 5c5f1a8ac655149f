using System.Text;
using PbDecisionDay.Ledger.Bundles;

namespace PbDecisionDay.Ledger.Tests;

public class PageListTests
{
    private static readonly string Hash = new('0', 64);

    [Fact]
    public void A_list_is_what_sha256sum_prints_sorted_by_path()
    {
        var list = PageList.Print([new("vote/en", Encoding.ASCII.GetBytes("abc")), new("js/vote.js", []), new("vote/ar", [])]);
        Assert.Equal(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  js/vote.js\n"
            + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  vote/ar\n"
            + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  vote/en\n", list); // FIPS 180-4's "abc".
        Assert.True(PageList.TryParse(list, out var pages, out _));
        Assert.Equal(["js/vote.js", "vote/ar", "vote/en"], pages.Select(page => page.Key));
        Assert.True(PageList.TryParse("", out pages, out _));
        Assert.Empty(pages);
    }

    [Theory]
    [InlineData("{0}  a")]
    [InlineData("{0} a\n")]
    [InlineData("{0}  /a\n")]
    [InlineData("{0}  \n")]
    [InlineData("{0}  b\n{0}  a\n")]
    [InlineData("{0}  a\n{0}  a\n")]
    [InlineData("{0}  a\n\n")]
    [InlineData("{0}  a\r\n")]
    [InlineData("A{0}  a\n")]
    public void What_would_not_have_been_written_is_refused(string text) =>
        Assert.False(PageList.TryParse(text.Replace("{0}", Hash, StringComparison.Ordinal), out _, out _));

    [Fact]
    public void No_path_stands_twice() => Assert.Throws<ArgumentException>(() => PageList.Print([new("a", []), new("a", [1])]));
}
