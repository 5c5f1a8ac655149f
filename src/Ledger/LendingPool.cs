using System.Collections.Concurrent;

namespace PbDecisionDay.Ledger;

/// <summary>
/// Lends objects that may not be shared, such as the base library's keys and ciphers, to one thread at a time and keeps
/// them for the next: setting one up costs more than a use.
/// </summary>
internal sealed class LendingPool<T>(Func<T> make) : IDisposable where T : class, IDisposable
{
    private readonly ConcurrentBag<T> idle = [];

    /// <summary>An object for the caller alone, until the loan is disposed of.</summary>
    public Loan Borrow() => new(idle, idle.TryTake(out var kept) ? kept : make());

    public void Dispose()
    {
        while (idle.TryTake(out var kept))
            kept.Dispose();
    }

    public readonly ref struct Loan(ConcurrentBag<T> idle, T lent)
    {
        public T Lent => lent;

        public void Dispose() => idle.Add(lent);
    }
}
