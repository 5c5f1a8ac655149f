using System.Globalization;
using System.Text.RegularExpressions;
using PbDecisionDay.Web.Tests.Days;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>Digits of money and times come from a face whose zero has no slash; codes are set in one whose zero has.</summary>
public sealed partial class PlainZeroTests(RunningSite site) : IClassFixture<RunningSite>
{
    [GeneratedRegex("@font-face \\{(?<face>[^}]*)\\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Faces { get; }

    [GeneratedRegex("U\\+(?<from>[0-9A-F]+)(-(?<to>[0-9A-F]+))?", RegexOptions.ExplicitCapture)]
    private static partial Regex Ranges { get; }

    private static bool Draws(string face, char letter) =>
        !face.Contains("unicode-range", StringComparison.Ordinal) || Ranges.Matches(face).Any(range =>
        {
            var from = int.Parse(range.Groups["from"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            var to = range.Groups["to"].Success ? int.Parse(range.Groups["to"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : from;
            return letter >= from && letter <= to;
        });

    [Fact]
    public async Task The_pages_face_draws_no_digit_and_the_codes_face_draws_all()
    {
        var css = await site.Client().GetStringAsync("/css/tokens.css");
        var faces = Faces.Matches(css).Select(match => match.Groups["face"].Value).ToList();
        var text = faces.Where(face => face.Contains("\"Hyperlegible\"", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, text.Count);
        foreach (var digit in "0123456789")
        {
            Assert.DoesNotContain(text, face => Draws(face, digit));
            Assert.Contains(faces, face => face.Contains("Mono", StringComparison.Ordinal) && Draws(face, digit));
        }
        foreach (var letter in "/:AZaz£é") Assert.Contains(text, face => Draws(face, letter));
    }
}
