using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PbDecisionDay.Contracts.Organisations;
using PbDecisionDay.Contracts.Proposals;

namespace PbDecisionDay.Contracts.Days;

/// <summary>What two people sign who publish a day: all that it would freeze. Whoever reads it and whoever freezes it compute the same.</summary>
public static class DraftHash
{
    /// <summary>SHA-256 in base64 of the settings, the proposals in the order of the list, and who may agree to later steps.</summary>
    /// <param name="settings">The day's settings, its rules among them.</param>
    /// <param name="proposals">What each proposal holds; <c>null</c> where one was never written.</param>
    /// <param name="approvers">Who is confirmed now.</param>
    public static string Of(DaySettings settings, IEnumerable<(string Id, ProposalContent? Content)> proposals, ImmutableArray<Approver> approvers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(proposals);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Each part is JSON, which says itself where it ends.
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(settings));
        foreach (var (id, content) in proposals)
        {
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(id));
            hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(content));
        }
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(approvers.Select(approver => approver.Organiser).Order(StringComparer.Ordinal)));
        return Convert.ToBase64String(hash.GetHashAndReset());
    }
}
