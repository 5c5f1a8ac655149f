namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>
/// Which requests run on an activation, and what may join them. Stricter than Orleans in one point: there a writing request
/// may start when the first of several reading ones has finished, here when the last has.
/// </summary>
internal sealed class Exclusion
{
    private readonly int[] _running = new int[3];

    /// <summary>Whether nothing runs.</summary>
    public bool IsEmpty => _running is [0, 0, 0];

    public bool Admits(RequestKind kind) => kind switch
    {
        RequestKind.Interleaving => true,
        RequestKind.ReadOnly => _running[(int)RequestKind.Exclusive] == 0,
        RequestKind.Exclusive => _running[(int)RequestKind.Exclusive] == 0 && _running[(int)RequestKind.ReadOnly] == 0,
    };

    public void Enter(RequestKind kind) => _running[(int)kind]++;

    public void Leave(RequestKind kind) => _running[(int)kind]--;
}
