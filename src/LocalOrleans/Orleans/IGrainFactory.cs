namespace Orleans;

/// <summary>Hands out references to grains. A grain always exists; the first call activates it.</summary>
public interface IGrainFactory
{
    /// <summary>A reference to the grain of this key.</summary>
    /// <param name="primaryKey">The grain's key, at least one character.</param>
    /// <param name="grainClassNamePrefix">Must be <c>null</c> here: each interface has exactly one grain class.</param>
    /// <exception cref="ArgumentException">The key is empty, or the host knows no such grain interface.</exception>
    /// <exception cref="NotSupportedException">A class name prefix was given.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;
}
