using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace PbDecisionDay.Ledger;

/// <summary>
/// Lends ECDSA objects of one key, which may not be shared, to one thread at a time, and keeps them for the next:
/// importing a key costs more than a signature.
/// </summary>
internal sealed class EcdsaPool(ECParameters parameters) : IDisposable
{
    private readonly ConcurrentBag<ECDsa> idle = [];

    public TResult Lend<TArgument, TResult>(Func<ECDsa, TArgument, TResult> use, TArgument argument)
        where TArgument : allows ref struct
    {
        var ecdsa = idle.TryTake(out var kept) ? kept : ECDsa.Create(parameters);
        try
        {
            return use(ecdsa, argument);
        }
        finally
        {
            idle.Add(ecdsa);
        }
    }

    public void Dispose()
    {
        while (idle.TryTake(out var ecdsa))
            ecdsa.Dispose();
        CryptographicOperations.ZeroMemory(parameters.D);
    }
}
