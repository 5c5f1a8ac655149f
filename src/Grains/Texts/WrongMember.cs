namespace PbDecisionDay.Grains.Texts;

/// <summary>What is wrong with a member of a command.</summary>
/// <param name="Detail">What exactly, as a sentence for a person.</param>
/// <param name="Member">The member, as the command calls it; <c>null</c> where it is none of them alone.</param>
internal sealed record WrongMember(string Detail, string? Member)
{
    /// <summary>A problem of a member; <c>null</c> where there is none.</summary>
    public static WrongMember? Of(string? problem, string? member) => problem is null ? null : new(problem, member);
}
