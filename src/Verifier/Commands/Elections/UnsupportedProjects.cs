namespace PbDecisionDay.Verifier.Commands.Elections;

/// <summary>What becomes of projects that no ballot supports, where money is left. Nothing is funded where no ballot supports any project.</summary>
internal enum UnsupportedProjects
{
    /// <summary>They are funded after all others.</summary>
    Fund,

    /// <summary>They are never funded.</summary>
    Never,
}
