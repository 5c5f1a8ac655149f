using System.Text;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Proposals;
using PbDecisionDay.Grains.Tests.Days;
using PbDecisionDay.Grains.Texts;

namespace PbDecisionDay.Grains.Tests.Texts;

/// <summary>What may be typed as a title, a name or a summary, and what is refused with a sentence.</summary>
public sealed class PlainTextTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    public static TheoryData<string, string> Wrong() => new()
    {
        { "\ud83c", "broken sign" }, { "a\udfe1", "broken sign" }, { "\udfe1\ud83c", "broken sign" }, { "a\ufffe", "broken sign" }, { "\ufdd0", "broken sign" },
        { "\u202egarden\u202c", "direction" }, { "\u2066x\u2069", "direction" }, { "x\u200f", "direction" }, { "\u061cx", "direction" },
        { "\u200b", "cannot be seen" }, { "\u3164\u2800", "cannot be seen" }, { "\u00ad\ufeff \u2003", "cannot be seen" }, { "\u0301\u0301", "cannot be seen" },
        { "a\u0000b", "machines" }, { "a\nb", "one line" }, { "a\u2028b", "one line" }, { "\u0085", "one line" }, { "\u001b[31m", "machines" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_cannot_be_shown_as_it_is_is_refused_wherever_text_enters(string text, string said)
    {
        Assert.Contains(said, PlainText.LineProblem(text, 120, "The title"), StringComparison.Ordinal);
        var day = new TownDay(shared.Begin());
        TownDay.Done(await day.CreateAsync());
        foreach (var bad in new[]
        {
            TownDay.Garden with { Texts = [new ProposalText("en", text, "", "")] }, TownDay.Garden with { Group = text }, TownDay.Garden with { Stall = text },
            TownDay.Garden with { Area = text }, TownDay.Garden with { Theme = text },
        })
            Assert.False((await day.Proposal("pool").WriteAsync(bad, TownDay.Anna, default)).Done);
        foreach (var bad in new[]
        {
            TownDay.Settings with { Title = [new LocalText("en", text)] }, TownDay.Settings with { Place = text }, TownDay.Settings with { Hours = text },
            TownDay.Settings with { Pots = [TownDay.Settings.Pots[0] with { Name = text }] },
            TownDay.Settings with { Venues = [TownDay.Settings.Venues[0] with { Name = text }] },
        })
            Assert.Equal(DayRefusal.Invalid, (await day.Grain.ConfigureAsync(bad, TownDay.Anna, default)).Refusal);
        Assert.Null(await day.Grain.OfferPairingAsync(new OfferPairing(Ledger.Entries.StationRole.Door, $"Door {text}\u202e", "hall", TownDay.Anna), default));
        Assert.Equal(0, (await day.Register.AddAsync([new Contracts.CheckIn.NewLine("", "Ann\u202e", text, "")], default)).Added);
    }

    [Theory]
    [InlineData("🏡")]
    [InlineData("👨‍👩‍👧")]
    [InlineData("می‌خواهم")]
    [InlineData("مشروع الحديقة")]
    [InlineData("社区花园")]
    [InlineData("क्षि")]
    [InlineData("\u0f67\u0f90\u0fb5\u0fa8\u0fb3\u0fba\u0fbc\u0fbb\u0f82")] // The seed syllable of the Kalachakra: eight marks on one letter.
    [InlineData("בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים")]
    [InlineData("Vườn cộng đồng ở phường Trảng Bàng")]
    [InlineData("ที่ทำการหมู่บ้าน")]
    [InlineData("🧑🏻‍❤️‍💋‍🧑🏿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 👁️‍🗨️")]
    [InlineData("<b>bold</b>&amp;")]
    [InlineData("=1+1")]
    [InlineData("O'Néill’s “Garden” – №1")]
    public void What_people_write_in_their_own_script_is_taken(string text)
    {
        Assert.Null(PlainText.LineProblem(text, 120, "The title"));
        Assert.Null(PlainText.BlockProblem(text + "\r\n\t" + text, 2_000, "The summary"));
    }

    [Theory]
    [InlineData("🏴󠁧󠁢󠁳󠁣󠁴󠁿")]
    [InlineData("👨‍👩‍👧‍👦")]
    [InlineData("🧑🏻‍❤️‍💋‍🧑🏿")]
    [InlineData("é")]
    public void A_title_of_as_many_emoji_as_letters_is_taken_and_one_more_is_not(string sign)
    {
        var most = string.Concat(Enumerable.Repeat(sign, 120));
        Assert.Null(PlainText.LineProblem(most, 120, "The title"));
        Assert.Equal("The title has 121 characters; shorten it to 120.", PlainText.LineProblem(most + sign, 120, "The title"));
    }

    [Theory]
    [InlineData("a", "\u0301")]
    [InlineData("q", "\u0489")]
    [InlineData("क", "\u093e")]
    [InlineData("𝒜", "\U0001D165")]
    public void Eight_marks_stand_on_one_letter_and_nine_do_not(string letter, string mark)
    {
        var eight = letter + string.Concat(Enumerable.Repeat(mark, 8));
        Assert.Null(PlainText.LineProblem($"{eight} {eight}", 120, "The title"));
        Assert.Null(PlainText.BlockProblem($"{eight}\n{eight}", 2_000, "The summary"));
        foreach (var tower in new[] { $"Pool {eight}{mark}", letter + string.Concat(Enumerable.Repeat(mark, 400)) })
        {
            Assert.Contains("more than 8 marks", PlainText.LineProblem(tower, 120, "The title"), StringComparison.Ordinal);
            Assert.Contains("more than 8 marks", PlainText.BlockProblem(tower, 2_000, "The summary"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_title_has_one_spelling_however_it_was_typed()
    {
        var day = new TownDay(shared.Begin());
        var split = "Cafe\u0301";
        Assert.True((await day.Proposal("pool").WriteAsync(TownDay.Garden with { Texts = [new ProposalText("en", split, split, split)] }, TownDay.Anna, default)).Done);
        var text = (await day.Proposal("pool").GetAsync(default))!.Content.Texts[0];
        Assert.All([text.Title, text.Summary, text.EasyRead], written => Assert.True(written.IsNormalized(NormalizationForm.FormC)));
    }

    [Theory]
    [InlineData("Garden", "Gаrden")]
    [InlineData("Garden", "GARDEN")]
    [InlineData("Garden", "Gar\u200bden")]
    [InlineData("Café", "Cafe")]
    [InlineData("Sports hall", "Sportshall")]
    [InlineData("Pool", "P00l")]
    [InlineData("AB", "ΑΒ")]
    [InlineData("Garden Club", "Garden CIub")]
    [InlineData("Garden Club", "Garden C1ub")]
    [InlineData("Garden Club", "Garden C|ub")]
    [InlineData("Garden Club", "ɡɑrden club")]
    [InlineData("Garden", "ꓖarden")]
    [InlineData("Ice rink", "ICE RINK")]
    [InlineData("Swimming pool", "Swimming pooI")]
    [InlineData("Ideas for all", "ldeas for all")]
    [InlineData("Ideas for all", "ideas FOR aII")]
    [InlineData("All In", "AII In")]
    [InlineData("All In", "A11 ln")]
    [InlineData("AI for all", "Al for all")]
    [InlineData("Allotment", "A11otment")]
    [InlineData("Allotment", "A|Iotment")]
    [InlineData("Town hall", "Town ha||")]
    [InlineData("I grow", "l grow")]
    public void Titles_that_look_alike_are_one_to_the_eye(string one, string other) =>
        Assert.NotEmpty(LookAlike.Readings(one).Intersect(LookAlike.Readings(other), StringComparer.Ordinal));

    [Theory]
    [InlineData("Mail room", "Mall room")]
    [InlineData("MAIL ROOM", "Mall room")]
    [InlineData("Phase 1", "Phase 2")]
    [InlineData("Stall 1", "Stall 11")]
    [InlineData("Stall 1", "Stall l")]
    [InlineData("Hall A1", "Hall A11")]
    [InlineData("Hall A1", "Hall A2")]
    [InlineData("1st year", "11st year")]
    [InlineData("MAIL room", "MALL room")]
    [InlineData("Сад", "Сон")]
    [InlineData("花园", "公园")]
    public void Titles_that_do_not_are_two(string one, string other) =>
        Assert.Empty(LookAlike.Readings(one).Intersect(LookAlike.Readings(other), StringComparer.Ordinal));
}
