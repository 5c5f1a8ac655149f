using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;

namespace PbDecisionDay.Ledger.Tests;

public class VenueOpeningTests
{
    private const string Venue = Samples.Origin + "/care-home", Ballot = "approve 12 3";

    private static readonly byte[] DayKey = Digest.Random().ToBytes();
    private static readonly OpeningsPublicKey Public = OpeningsPublicKey.Of(DayKey, Samples.Origin);
    private static readonly Digest Nonce = Digest.Random(), Seal = Digest.Random();

    [Fact]
    public void What_a_venue_seals_only_the_days_key_opens()
    {
        var box = Made();
        Assert.True(VenueOpening.TryOpen(DayKey, Samples.Origin, Venue, Seal, box, out var opening));
        Assert.Equal(new Opening(Nonce, Ballot), opening);
        // Sealed to the key as the package has it, from its DER form.
        var again = VenueOpening.Seal(OpeningsPublicKey.Parse(Public.Spki), Venue, Seal, Nonce.ToBytes(), Ballot);
        Assert.True(VenueOpening.TryOpen(DayKey, Samples.Origin, Venue, Seal, again, out _));
        Assert.NotEqual(box[..65], again[..65]);

        Assert.False(VenueOpening.TryOpen(Digest.Random().ToBytes(), Samples.Origin, Venue, Seal, box, out _));
        Assert.False(VenueOpening.TryOpen(DayKey, Venue, Venue, Seal, box, out _));
        Assert.False(VenueOpening.TryOpen(DayKey, Samples.Origin, Samples.Origin, Seal, box, out _));
        Assert.False(VenueOpening.TryOpen(DayKey, Samples.Origin, Venue, Nonce, box, out _));
    }

    [Fact]
    public void An_altered_byte_and_a_point_off_the_curve_open_nothing()
    {
        var box = Made();
        for (var at = 0; at < box.Length; at++)
        {
            var altered = box.ToArray();
            altered[at] ^= 1;
            Assert.False(VenueOpening.TryOpen(DayKey, Samples.Origin, Venue, Seal, altered, out _), $"byte {at}");
        }
        foreach (var length in new[] { 0, 64, 65 + 12 + 16, box.Length - 1 })
            Assert.False(VenueOpening.TryOpen(DayKey, Samples.Origin, Venue, Seal, box.AsSpan(0, length), out _));
    }

    [Fact]
    public void All_openings_of_a_day_are_as_long()
    {
        var blank = VenueOpening.Seal(Public, Venue, Seal, Nonce.ToBytes(), "blank", longestBallot: 300);
        var full = VenueOpening.Seal(Public, Venue, Seal, Nonce.ToBytes(), "approve " + new string('x', 292), longestBallot: 300);
        Assert.Equal(blank.Length, full.Length);
        Assert.Equal(65 + 12 + 384 + 16, full.Length);
    }

    [Fact]
    public void The_public_key_follows_from_key_and_log_and_from_nothing_else()
    {
        Assert.Equal(Public.Fingerprint, OpeningsPublicKey.Of(DayKey, Samples.Origin).Fingerprint);
        Assert.NotEqual(Public.Fingerprint, OpeningsPublicKey.Of(DayKey, Venue).Fingerprint);
        Assert.NotEqual(Public.Fingerprint, OpeningsPublicKey.Of(Digest.Random().ToBytes(), Samples.Origin).Fingerprint);
        Assert.Throws<ArgumentException>(() => OpeningsPublicKey.Of(DayKey.AsSpan(1), Samples.Origin));
        Assert.Throws<FormatException>(() => OpeningsPublicKey.Parse(Public.Spki[1..]));
    }

    private static byte[] Made() => VenueOpening.Seal(Public, Venue, Seal, Nonce.ToBytes(), Ballot);
}
