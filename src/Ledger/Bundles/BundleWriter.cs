namespace PbDecisionDay.Ledger.Bundles;

/// <summary>
/// Writes bundles: zip files whose bytes follow from their members' names and contents alone, so that the same day gives
/// the same file whoever writes it. Grammar: docs/formats/bundle.md.
/// </summary>
public static class BundleWriter
{
    /// <summary>Writes a bundle of <paramref name="members"/>, in whatever order they come, to the start of <paramref name="to"/>.</summary>
    /// <param name="to">An empty stream that can seek; it stays open.</param>
    /// <param name="members">The members; each content is read once, in the order of the names.</param>
    /// <exception cref="ArgumentException">A name is refused or comes twice, or the stream is not empty or cannot seek.</exception>
    /// <exception cref="InvalidOperationException">There are more than 65,534 members, or it comes to 4 GiB.</exception>
    public static void Write(Stream to, IEnumerable<BundleMember> members)
    {
        if (!to.CanSeek || to.Length != 0)
            throw new ArgumentException("A bundle is written to an empty stream that can seek.", nameof(to));
        var sorted = members.OrderBy(member => member.Name, StringComparer.Ordinal).ToList();
        var taken = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in sorted)
            if (BundleName.Refusal(member.Name, taken) is { } refusal)
                throw new ArgumentException($"'{member.Name}': {refusal}.", nameof(members));
        if (sorted.Count > BundleFormat.MostMembers)
            throw new InvalidOperationException($"A bundle has at most {BundleFormat.MostMembers} members.");

        var entries = new List<BundleEntry>();
        foreach (var member in sorted)
            entries.Add(Append(to, member));
        var tail = BundleFormat.Tail(entries);
        Room(to.Position + tail.Length);
        to.Write(tail);
    }

    // The header stands before the content and holds its checksum, so it is written again when that is known.
    private static BundleEntry Append(Stream to, BundleMember member)
    {
        var entry = new BundleEntry(member.Name, 0, 0, (uint)to.Position);
        to.Write(BundleFormat.Local(entry));
        var crc = new Crc32();
        using (var content = member.Open())
        {
            var buffer = new byte[81920];
            for (int read; (read = content.Read(buffer)) > 0;)
            {
                Room(to.Position + read);
                crc.Add(buffer.AsSpan(0, read));
                to.Write(buffer, 0, read);
            }
        }
        entry = entry with { Crc = crc.Value, Length = (uint)(to.Position - entry.Start) };
        to.Position = entry.Offset;
        to.Write(BundleFormat.Local(entry));
        to.Position = entry.End;
        return entry;
    }

    private static void Room(long position)
    {
        if (position > BundleFormat.MostBytes)
            throw new InvalidOperationException("A bundle has less than 4 GiB.");
    }
}
