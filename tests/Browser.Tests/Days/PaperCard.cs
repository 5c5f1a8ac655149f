using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PbDecisionDay.Printing;
using static Microsoft.Playwright.Assertions;

namespace PbDecisionDay.Browser.Tests.Days;

/// <summary>A card as it lies on the table, read off the printed sheet.</summary>
/// <param name="Number">The number on the outside.</param>
/// <param name="Code">The code on the inside, as printed, without spaces.</param>
/// <param name="Link">What the square code on the inside says.</param>
public sealed partial record PaperCard(string Number, string Code, string Link)
{
    /// <summary>Reads the first cards of a printed sheet, and holds both square codes of each against what they should say.</summary>
    public static async Task<PaperCard[]> ReadAsync(IPage sheets, int count, string site, string day)
    {
        var cards = new PaperCard[count];
        for (var i = 0; i < count; i++)
        {
            var card = sheets.Locator(".card:not(.test)").Nth(i);
            // On the strip as on the outside.
            var number = await card.GetByText(OutsideNumber()).First.InnerTextAsync();
            Assert.Equal(number, await card.GetByText(OutsideNumber()).Last.InnerTextAsync());
            var code = Spaces().Replace(await card.Locator(".secret").InnerTextAsync(), "");
            Assert.Matches("^[0-9A-HJKMNP-TV-Z]{24}$", code);
            var link = $"{site}/v/{day}#{code}";
            var codes = card.GetByRole(AriaRole.Img).Locator("path:last-child");
            await Expect(codes.First).ToHaveAttributeAsync("d", QrMatrix.Of(number.Replace("-", "", StringComparison.Ordinal)).SvgPath());
            await Expect(codes.Last).ToHaveAttributeAsync("d", QrMatrix.Of(link).SvgPath());
            cards[i] = new PaperCard(number, code, link);
        }
        return cards;
    }

    /// <summary>What the square code on the outside says.</summary>
    public string OutsideSymbols => Number.Replace("-", "", StringComparison.Ordinal);

    [GeneratedRegex("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}$")]
    private static partial Regex OutsideNumber();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
