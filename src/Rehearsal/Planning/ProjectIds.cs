using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Pabulib;

namespace PbDecisionDay.Rehearsal.Planning;

/// <summary>The ids on the paper of a file's projects. Most stay as they are; what cannot stand on a ballot gets another.</summary>
internal static class ProjectIds
{
    /// <summary>Paper ids by the file's ids, in the file's order.</summary>
    public static IReadOnlyDictionary<string, string> Of(PabulibFile file)
    {
        string[] own = [.. file.Election.Projects.Select(project => project.Id)];
        var taken = own.Where(id => ProjectId.IsValid(id)).ToHashSet(StringComparer.Ordinal);
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string id in own)
            ids.Add(id, ProjectId.IsValid(id) ? id : Free(ids.Count + 1, taken));
        return ids;
    }

    private static string Free(int place, HashSet<string> taken)
    {
        string id = $"project-{place}";
        while (!taken.Add(id))
            id += "-";
        return id;
    }
}
