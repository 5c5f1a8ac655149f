using PbDecisionDay.LocalOrleans.Contracts;

namespace PbDecisionDay.LocalOrleans.Activations;

/// <summary>Which grain: its class and key.</summary>
internal readonly record struct GrainId(GrainClass Class, string Key)
{
    public override string ToString() => $"{Class.Type.Name}({Key})";
}
