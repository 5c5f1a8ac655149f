using PbDecisionDay.Contracts.Days;

namespace PbDecisionDay.Web.Days;

/// <summary>The money of a day.</summary>
public static class DayMoney
{
    /// <summary>What all pots hold together, minor units; wider than a pot, so that no settings of any age make it overflow.</summary>
    public static Int128 AllMoney(this DaySettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Pots.Aggregate((Int128)0, (sum, pot) => sum + pot.Amount);
    }
}
