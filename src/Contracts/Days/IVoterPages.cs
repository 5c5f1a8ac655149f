namespace PbDecisionDay.Contracts.Days;

/// <summary>What this process serves to voters: the page they cast with, and its scripts and styles.</summary>
public interface IVoterPages
{
    /// <summary>The list of them, as <c>pages/1.txt</c> has it (docs/formats/pages.md); empty where this process serves none.</summary>
    string List { get; }
}

/// <summary>The pages of a process without a site.</summary>
public sealed class NoVoterPages : IVoterPages
{
    /// <inheritdoc/>
    public string List => "";
}
