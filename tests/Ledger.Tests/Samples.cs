using FsCheck;
using FsCheck.Fluent;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Entries;

namespace PbDecisionDay.Ledger.Tests;

/// <summary>Generators for FsCheck.</summary>
internal static class Samples
{
    public const string Origin = "pb.south.example/troon-2026";

    public static readonly Gen<byte[]> BytesOf32 = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(32);

    public static readonly Arbitrary<byte[]> Bytes32 = BytesOf32.ToArbitrary();

    public static readonly Gen<Digest> Digests = BytesOf32.Select(bytes => new Digest(bytes));

    public static readonly Gen<CardSecret> Secrets = Gen.Choose(0, 31).ArrayOf(CardSecret.SymbolCount - 1).Select(values =>
    {
        var symbols = string.Concat(values.Select(Crockford.Symbol));
        CardSecret.TryRead(symbols + Crockford.CheckSymbol(symbols), out var secret, out _);
        return secret!;
    });

    public static readonly Gen<string> Ballots =
        from form in Gen.Elements("approve", "score", "points", "rank", "blank")
        from ids in Word("ABCXYZabcxyz0189._/-", 1, 64).ListOf()
        from points in Gen.Choose(0, 99)
        select form == "blank" ? "blank" : string.Join(' ', ids.Select(id => form is "score" or "points" ? $"{id}={points}" : id).Prepend(form));

    public static readonly Gen<LogEntry> Entries = Gen.OneOf(
        from name in Batches() where name != "main" from key in Digests select (LogEntry)new AnnounceEntry(name, key),
        from batch in Batches() select (LogEntry)new SpoilEntry(batch),
        from pages in Digests select (LogEntry)new PagesEntry(pages),
        from pot in Ids() from amount in Gen.Choose(0, int.MaxValue) from source in Any<PotSource>() from reason in Any<PotReason>() select (LogEntry)new PotEntry(pot, amount * 4_656L, source, reason),
        from proposal in Ids() from reason in Any<WithdrawReason>() select (LogEntry)new WithdrawEntry(proposal, reason),
        Gen.Constant((LogEntry)new LastEntry()),
        from name in Batches() where name != "main" from size in Gen.Choose(1, 999_999_999) from root in Digests select (LogEntry)new JoinEntry(name, size, root),
        from name in Batches() where name != "main" from reason in Any<MissingReason>() from cards in Gen.Choose(0, 9_999_999) select (LogEntry)new MissingEntry(name, reason, cards),
        from batch in Batches() from number in Gen.Choose(1, 9_999_999) from nonce in Digests from ballot in Ballots select (LogEntry)new SampleEntry(batch, number, nonce, ballot),
        from to in Any<ReleasedTo>() select (LogEntry)new ReleaseEntry(to),
        from batch in Batches() from log in Batches() from root in Digests from size in Gen.Choose(1, 9_999_999) from maker in Any<CardMaker>() select (LogEntry)new BatchEntry(batch, log, root, size, maker),
        from rules in Digests from paper in Digests from pages in Digests select (LogEntry)new OpenEntry(rules, paper, pages, rules),
        from batch in Batches() select (LogEntry)new ActivateEntry(batch),
        from card in Digests from version in Gen.Choose(1, 6) from reveal in Digests from seal in Digests select (LogEntry)new CastEntry(card, version, reveal, seal),
        from card in Digests from version in Gen.Choose(2, 7) from reveal in Digests from nonce in Digests from ballot in Ballots select (LogEntry)new ChallengeEntry(card, version, reveal, nonce, ballot),
        from card in Digests from version in Gen.Choose(1, 7) from reveal in Digests select (LogEntry)new SurrenderEntry(card, version, reveal),
        from batch in Batches() from number in Gen.Choose(1, 9_999_999) from seal in Digests select (LogEntry)new PaperEntry(batch, number, seal),
        from card in Digests from reason in Any<VoidReason>() select (LogEntry)new VoidEntry(card, reason),
        from checkedIn in Gen.Choose(0, 9_999_999) from issued in Gen.Choose(0, 9_999_999) select (LogEntry)new CountEntry(checkedIn, issued),
        from key in Digests from role in Any<StationRole>() from change in Any<StationChange>() select (LogEntry)new StationEntry(key, role, change),
        from code in Any<IncidentCode>() select (LogEntry)new IncidentEntry(code),
        from issued in Digests select (LogEntry)new CloseEntry(issued),
        from ballots in Digests from lists in Digests.ArrayOf(20) select (LogEntry)new MixEntry(ballots, lists),
        from digits in Word("0123456789", 8, 8) select (LogEntry)new DiceEntry(digits),
        from hash in Digests select (LogEntry)new ProofEntry(hash),
        from result in Digests select (LogEntry)new ResultEntry(result),
        from what in Any<ErasedThing>() select (LogEntry)new ErasureEntry(what));

    private static Gen<T> Any<T>() where T : struct, Enum => Gen.Elements(Enum.GetValues<T>());

    private static Gen<string> Batches() =>
        from first in Word("abcxyz019", 1, 1) from rest in Word("abcxyz019-", 0, 31) select first + rest;

    private static Gen<string> Ids() =>
        from parts in (from first in Word("AZaz09", 1, 1) from rest in Word("AZaz09._-", 0, 14) select first + rest).NonEmptyListOf()
        select string.Join('/', parts.Take(4));

    private static Gen<string> Word(string alphabet, int least, int most) =>
        from length in Gen.Choose(least, most)
        from symbols in Gen.Elements(alphabet.ToCharArray()).ArrayOf(length)
        select new string(symbols);
}
