namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>An amount now and by how much it changes with each rise of the shares.</summary>
internal readonly record struct Affine(long Now, long Change)
{
    /// <summary>For how many rises, at most so many, this stays above another. Now it must.</summary>
    public long RisesAbove(Affine other, long most) => RisesAbove((Int128)Now - other.Now, (Int128)Change - other.Change, most);

    /// <summary>For how many rises a difference that is above 0 stays so.</summary>
    public static long RisesAbove(Int128 now, Int128 change, long most) =>
        now + change * most > 0 ? most : (long)((now - 1) / -change);
}
