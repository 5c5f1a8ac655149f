namespace PbDecisionDay.Printing.Pack;

/// <summary>
/// A sum that an observer makes with a pen: figures of the statement of result, by the names of its words. Who changes one figure and leaves the others breaks
/// one of <see cref="All"/>.
/// </summary>
/// <param name="Word">What is said above it, a key of <see cref="SheetWords"/>.</param>
/// <param name="Whole">The figure that the others come to.</param>
/// <param name="IsMost">Whether the others may come to less, too.</param>
/// <param name="Parts">The figures that are added.</param>
public sealed record ObserverCheck(string Word, string Whole, bool IsMost, IReadOnlyList<string> Parts)
{
    /// <summary>The sums on the observer's sheet.</summary>
    public static IReadOnlyList<ObserverCheck> All { get; } =
    [
        new("Observer.Cards", "Account.Printed", IsMost: false, ["Account.HandedOut", "Account.Unused", "Account.Destroyed", "Account.KeptBack"]),
        new("Observer.Used", "Account.HandedOut", IsMost: true, ["Account.Cast", "Account.Surrendered"]),
        new("Observer.Slips", "Account.Surrendered", IsMost: true, ["Account.Slips"]),
        new("Observer.Typed", "Account.Slips", IsMost: false, ["Account.Papers", "Account.Spoilt"]),
    ];

    /// <summary>Whether figures hold.</summary>
    /// <param name="figure">The figure of a name.</param>
    public bool Holds(Func<string, long> figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var (parts, whole) = (Parts.Sum(figure), figure(Whole));
        return IsMost ? parts <= whole : parts == whole;
    }
}
