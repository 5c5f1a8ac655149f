using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rules.Tests.Pabulib;

/// <summary>
/// The small files that were tried on the service, word for word, in the folder <c>Cases</c>. Each is read with its votes, or refused with the
/// line and what stands there; what was passed over is said.
/// </summary>
public class PabulibCasesTests
{
    [Theory]
    [InlineData("emoji-at-cut.pb", 1)]
    [InlineData("nasty-names.pb", 31)]
    [InlineData("p02-excel-padded.pb", 2, "separators with nothing after them")]
    [InlineData("p04-zero-blank-unknown-dup.pb", 4, "Entries on ballots that name projects which are not in the file: 1.")]
    [InlineData("p04-zero-blank-unknown-dup.pb", 4, "Entries on ballots that name a project a second time: 1.")]
    [InlineData("p06-nothing-fits.pb", 2, "Line 12: project 2 costs 700, more than the whole budget.")]
    [InlineData("p09-same-voter-thrice.pb", 3, "1 on line 16 after line 15; 1 on line 17 after line 15.")]
    [InlineData("p13-quoted-vote-space.pb", 2)]
    [InlineData("p14-comma-in-id.pb", 2, "Entries on ballots that name projects which are not in the file: 2.")]
    [InlineData("q2-zero-budget.pb", 3, "Line 13: project 3 costs 5, more than the whole budget.")]
    [InlineData("q5-huge.pb", 2)]
    [InlineData("r1-all-blank.pb", 12)]
    [InlineData("r2-one-too-dear.pb", 12, "Line 11: project 1 costs 160, more than the whole budget.")]
    [InlineData("s1-repeated-voter.pb", 3, "1 on line 22 after line 21.")]
    [InlineData("s2-default-score.pb", 3, "counts -1 points by default_score")]
    [InlineData("s4-trailing-semicolons.pb", 3, "separators with nothing after them")]
    [InlineData("s5-sentinel-cost.pb", 3, "Line 17: project 2 costs 999999999, more than the whole budget.")]
    [InlineData("s6-cr-only.pb", 3, "carriage returns alone")]
    [InlineData("yen.pb", 1)]
    public void A_case_that_can_be_read_is_read_and_says_what_was_odd(string name, int voters, string? warning = null)
    {
        PabulibFile file = PabulibReader.ReadFile(PathOf(name));
        Assert.Equal(voters, file.Election.Ballots.Voters);
        if (warning is null) Assert.Empty(file.Warnings);
        else Assert.Contains(file.Warnings, said => said.Contains(warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("p01-commas.pb", 6, "'12,500' could mean thousands or decimals")]
    [InlineData("p03-quote-inside.pb", 3, "has 3 fields")]
    [InlineData("p07-negative.pb", 11, "'-60' of project 1 is not an amount")]
    [InlineData("p08-votes-first.pb", 9, "has 1 fields")]
    [InlineData("p10-points-decimal-neg.pb", 15, "points are whole numbers")]
    [InlineData("p11-exponent.pb", 6, "'1e5' is not an amount")]
    [InlineData("p12-space-thousands.pb", 6, "'1 000 000' is not an amount")]
    [InlineData("p15-dot-thousands.pb", 6, "'12.500' could mean thousands or decimals")]
    [InlineData("p16-budget-comma-costs-plain.pb", 6, "'12,500' could mean thousands or decimals")]
    [InlineData("q4-huge-and-tiny.pb", 11, "too large to be counted exactly")]
    [InlineData("s3-latin2.pb", 16, "not UTF-8")]
    public void A_case_that_could_mean_two_things_is_refused_with_its_line(string name, int line, string says)
    {
        var refused = Assert.Throws<PabulibException>(() => PabulibReader.ReadFile(PathOf(name)));
        Assert.Equal(line, refused.Line);
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s1-repeated-voter.pb", new[] { 2L, 1, 1 })]
    [InlineData("s2-default-score.pb", new[] { 2L, 0, -2 })]
    [InlineData("s4-trailing-semicolons.pb", new[] { 2L, 1, 1 })]
    [InlineData("s5-sentinel-cost.pb", new[] { 2L, 1, 1 })]
    [InlineData("s6-cr-only.pb", new[] { 2L, 1, 1 })]
    [InlineData("p02-excel-padded.pb", new[] { 2L, 1 })]
    [InlineData("p04-zero-blank-unknown-dup.pb", new[] { 2L, 2, 1 })]
    [InlineData("p13-quoted-vote-space.pb", new[] { 2L, 2 })]
    public void A_case_counts_what_stands_in_it(string name, long[] points) =>
        Assert.Equal(points, PabulibReader.ReadFile(PathOf(name)).Election.Support.Points);

    [Fact]
    public void Every_case_stands_in_a_test()
    {
        var tested = typeof(PabulibCasesTests).GetMethods()
            .SelectMany(method => method.GetCustomAttributesData().Where(data => data.AttributeType == typeof(InlineDataAttribute)))
            .SelectMany(data => (IEnumerable<System.Reflection.CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(argument => argument.Value as string ?? "").ToHashSet(StringComparer.Ordinal);
        Assert.All(Directory.GetFiles(Path.GetDirectoryName(PathOf("yen.pb"))!), path => Assert.Contains(Path.GetFileName(path), tested));
    }

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Pabulib", "Cases", name);
}
