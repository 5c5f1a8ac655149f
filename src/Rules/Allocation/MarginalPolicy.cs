using System.Globalization;
using PbDecisionDay.Rules.Text;

namespace PbDecisionDay.Rules.Allocation;

/// <summary>What happens when the next project does not fit, written <c>skip</c>, <c>stop</c>, <c>part</c> or <c>reach:80</c>.</summary>
/// <param name="Kind">The policy.</param>
/// <param name="Percent">For <see cref="MarginalKind.Reach"/> the share of the cost that must be left, 1 to 100; otherwise 0.</param>
public readonly record struct MarginalPolicy(MarginalKind Kind, int Percent = 0)
{
    /// <summary>Reads the written form.</summary>
    public static bool TryParse(string text, out MarginalPolicy policy)
    {
        policy = default;
        if (text.StartsWith("reach:", StringComparison.Ordinal))
        {
            if (!int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out int percent) || percent is < 1 or > 100)
                return false;
            policy = new(MarginalKind.Reach, percent);
            return string.Equals(policy.ToString(), text, StringComparison.Ordinal);
        }
        bool known = Words.TryRead(text, out MarginalKind kind) && kind != MarginalKind.Reach;
        policy = new(kind);
        return known;
    }

    /// <summary>The written form.</summary>
    public override string ToString() =>
        Kind == MarginalKind.Reach ? string.Create(CultureInfo.InvariantCulture, $"reach:{Percent}") : Words.Of(Kind);
}
