using System.Diagnostics.CodeAnalysis;

namespace PbDecisionDay.Grains.Ballots;

/// <summary>A map that may lie on another one: it reads its own values before those below, and writes to itself alone.</summary>
/// <param name="below">The map it lies on; <c>null</c> for one that stands by itself.</param>
/// <param name="comparer">How keys are compared; <c>null</c> for the key's own way.</param>
internal sealed class LayeredMap<TKey, TValue>(LayeredMap<TKey, TValue>? below, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _own = new(comparer);

    /// <summary>The values, each key's uppermost, in no order.</summary>
    public IEnumerable<TValue> Values => below is null
        ? _own.Values
        : below._own.Where(pair => !_own.ContainsKey(pair.Key)).Select(pair => pair.Value).Concat(_own.Values);

    /// <summary>The keys with their values, each key's uppermost, in no order.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Pairs => below is null
        ? _own
        : below._own.Where(pair => !_own.ContainsKey(pair.Key)).Concat(_own);

    /// <exception cref="KeyNotFoundException">When read: neither map has the key.</exception>
    public TValue this[TKey key]
    {
        get => TryGet(key, out var value) ? value : throw new KeyNotFoundException($"Nothing is known of '{key}'.");
        set => _own[key] = value;
    }

    public bool TryGet(TKey key, [MaybeNullWhen(false)] out TValue value) =>
        _own.TryGetValue(key, out value) || (below is not null && below.TryGet(key, out value));

    public bool Contains(TKey key) => _own.ContainsKey(key) || (below is not null && below.Contains(key));

    /// <exception cref="ArgumentException">One of the maps has the key already.</exception>
    public void Add(TKey key, TValue value)
    {
        if (below is not null && below.Contains(key))
            throw new ArgumentException($"'{key}' is known already.", nameof(key));
        _own.Add(key, value);
    }
}
