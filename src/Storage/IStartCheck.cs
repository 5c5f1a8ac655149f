namespace PbDecisionDay.Storage;

/// <summary>What may stand in the way of a start for a while, looked at when settings and databases are in order and nothing has started.</summary>
public interface IStartCheck
{
    /// <summary>What stands in the way, a sentence for a person; <c>null</c> if nothing.</summary>
    string? Obstacle();
}
