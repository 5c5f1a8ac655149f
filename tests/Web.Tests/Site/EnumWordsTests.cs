using System.Reflection;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Web.Tests.Site;

/// <summary>The words of enums stand in files, logs and addresses: how the base library spells them must never change them.</summary>
public sealed class EnumWordsTests
{
    private static readonly MethodInfo OfAny = typeof(Words).GetMethod(nameof(Words.Of))!;

    [Fact]
    public void Every_enum_is_spelt_as_it_always_was()
    {
        var enums = new[] { typeof(Words).Assembly, typeof(Ledger.Digest).Assembly, typeof(DayPhase).Assembly }
            .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsEnum && !type.IsNested).ToList();
        Assert.True(enums.Count > 30, $"{enums.Count}");
        foreach (var type in enums)
            foreach (var value in Enum.GetValues(type))
                Assert.Equal(BeforeTheBaseLibrary(value.ToString()!), OfAny.MakeGenericMethod(type).Invoke(null, [value]));
    }

    private static string BeforeTheBaseLibrary(string name) =>
        string.Concat(name.Select((letter, at) => (at > 0 && char.IsAsciiLetterUpper(letter) ? "-" : "") + char.ToLowerInvariant(letter)));
}
