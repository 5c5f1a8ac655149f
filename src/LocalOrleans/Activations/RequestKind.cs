namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>What a request may run beside.</summary>
internal enum RequestKind
{
    /// <summary>Beside interleaving requests only.</summary>
    Exclusive,

    /// <summary>Beside other reading and interleaving requests.</summary>
    ReadOnly,

    /// <summary>Beside everything.</summary>
    Interleaving,
}
