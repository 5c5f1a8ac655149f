using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Grains.Tests.Days;

/// <summary>The ids that areas and themes get on a paper: rules name groups by them.</summary>
public sealed class PaperGroupsTests
{
    [Theory]
    [InlineData("North", "area/north")]
    [InlineData("Older  people", "area/older-people")]
    [InlineData("", null)]
    public void An_area_is_called_by_its_words(string area, string? id) => Assert.Equal(id, Of(area));

    [Fact]
    public void Words_of_forty_letters_stay_and_longer_ones_and_other_scripts_give_way_to_sixteen_signs()
    {
        Assert.Equal("area/" + new string('a', 40), Of(new string('a', 40)));
        foreach (var title in new[] { new string('a', 41), "الشمال", "!" })
            Assert.Matches("^area/[0-9a-f]{16}$", Of(title));
        Assert.NotEqual(Of(new string('a', 41)), Of(new string('a', 42)));
    }

    private static string? Of(string area) => PaperGroups.Area(TownDay.Garden with { Area = area });
}
