using System.Security.Cryptography;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests;

public class Sha256LanesTests
{
    // Lengths round every block's end and past what is hashed in lanes; counts below, at and above full groups.
    [Fact]
    public void Every_length_and_count_hashes_as_the_base_library_does()
    {
        for (var length = 1; length <= 300; length++)
            foreach (var count in new[] { 1, 7, 8, 9, 20 })
            {
                var messages = RandomNumberGenerator.GetBytes(length * count);
                var hashes = new byte[count * Digest.Size];
                Sha256Lanes.Hash(messages, length, hashes);
                Assert.Equal(messages.Chunk(length).SelectMany(SHA256.HashData), hashes);
            }
    }
}
