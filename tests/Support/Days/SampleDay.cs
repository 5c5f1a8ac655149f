using System.Text;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Receipts;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Papers;

namespace PbDecisionDay.Tests.Support.Days;

/// <summary>
/// A sample day that was played: its log, openings and files. What counts is worked out here from the entries, apart
/// from the product's own audit. Made by <see cref="SampleScript.Play"/>.
/// </summary>
public sealed partial class SampleDay
{
    private readonly SampleScript script;
    private readonly List<LogEntry> entries = [];
    private readonly List<string> names = [];
    private readonly SortedDictionary<long, Opening> openings = [];
    private readonly SortedDictionary<string, Manifest> manifests = new(StringComparer.Ordinal);
    private readonly SortedSet<Digest> issued = [];
    private readonly List<SignedNote> checkpoints = [];
    private readonly LogKey key = SampleCards.Key();
    private string step = "";

    internal SampleDay(SampleScript script)
    {
        this.script = script;
        foreach (var one in script.Steps)
        {
            step = one.Name;
            var made = one.Make(this);
            if (made.Opening is { } opening)
                openings.Add(entries.Count, opening);
            entries.Add(made.Entry);
            names.Add(one.Name);
            Tree.Append(made.Entry.LeafHash());
            if (script.Signed.Contains(one.Name) || entries.Count == script.Steps.Count)
                checkpoints.Add(Checkpoint.Of(Origin, Tree).Sign(key));
        }
    }

    public string Origin => script.Paper.Origin;

    public LogPublicKey Key => key.Public;

    public Paper Paper => script.Paper;

    public FrozenRules Rules => script.Rules;

    public IReadOnlyList<LogEntry> Entries => entries;

    /// <summary>What opens each cast and paper entry, by index.</summary>
    public IReadOnlyDictionary<long, Opening> Openings => openings;

    public IReadOnlyDictionary<string, Manifest> Manifests => manifests;

    /// <summary>The other logs of the day that were played so far, by name.</summary>
    public SortedDictionary<string, SampleOtherLog> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>The cards made usable so far.</summary>
    public Manifest Issued => Manifest.Of(issued);

    public MerkleTree Tree { get; } = new();

    /// <summary>The signed checkpoints in the order of signing.</summary>
    public IReadOnlyList<SignedNote> Checkpoints => checkpoints;

    /// <summary>The index of a step's entry.</summary>
    public long IndexOf(string name) => names.IndexOf(name) is var at and >= 0
        ? at
        : throw new ArgumentException($"There is no step {name}.", nameof(name));

    /// <summary>The receipt for an entry.</summary>
    public Receipt Receipt(long index) => Ledger.Receipts.Receipt.Sign(key, Origin, index, Tree.Leaf(index));

    /// <summary>A checkpoint signed by the log's key over whatever it is given, as a log that lies would sign it.</summary>
    public SignedNote Sign(Checkpoint checkpoint) => checkpoint.Sign(key);

    /// <summary>What the rules and the paper allow to change.</summary>
    public ChangeTerms Terms => new(
        Limit(Rules.Money.ToString()), Limit(Rules.Withdrawal.ToString()), Rules.Live != LiveResults.Turnout,
        Paper.Pots.ToDictionary(pot => pot.Id, pot => pot.Amount, StringComparer.Ordinal),
        Paper.Proposals.Select(proposal => proposal.Id).ToHashSet(StringComparer.Ordinal), Paper.MostMoney);

    /// <summary>The day's log through the product's audit, with its manifests.</summary>
    public LogAudit Audit()
    {
        var audit = new LogAudit { Replacement = Rules.Replacement, Terms = Terms };
        foreach (var (batch, manifest) in manifests)
            audit.AddManifest(batch, manifest);
        audit.AddIssued(Issued);
        foreach (var other in Others.Values.Where(other => other.IsPlayed))
            audit.AddLog(other.Audit(this), other.Tree);
        return Audit(audit);
    }

    /// <summary>The day's log through an audit that knows what it was given.</summary>
    public LogAudit Audit(LogAudit audit)
    {
        for (var i = 0; i < entries.Count; i++)
            audit.Take(i, entries[i]);
        return audit;
    }

    // The last use of each card if it is a cast, the last entry of each paper number.
    private IEnumerable<PlacedOpening> Counted()
    {
        var last = new Dictionary<object, long?>();
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i] is CastEntry cast)
                last[cast.Card] = i;
            else if (entries[i] is PaperEntry paper)
                last[(paper.Batch, paper.Number)] = i;
            else if (entries[i] is ChallengeEntry challenge)
                last[challenge.Card] = null;
            else if (entries[i] is SurrenderEntry surrender)
                last[surrender.Card] = null;
        }
        return last.Values.OfType<long>().Order().Select(index => new PlacedOpening(index, openings[index]))
            .Concat(Others.Values.Where(other => other.IsJoined).SelectMany(other => other.Counted));
    }

    private static ChangeLimit Limit(string word) => Enum.Parse<ChangeLimit>(word);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
