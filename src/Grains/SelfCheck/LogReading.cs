using PbDecisionDay.Contracts.Ballots;
using PbDecisionDay.Contracts.Failures;
using PbDecisionDay.Contracts.SelfCheck;
using PbDecisionDay.Grains.Ballots;
using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Auditing;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Checkpoints;
using PbDecisionDay.Ledger.Entries;
using PbDecisionDay.Ledger.Keys;
using PbDecisionDay.Ledger.Seals;
using PbDecisionDay.Ledger.Trees;
using PbDecisionDay.Rules.Ballots;
using PbDecisionDay.Rules.Papers;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;

namespace PbDecisionDay.Grains.SelfCheck;

/// <summary>
/// One log as the self-check reads it from the journal, entry by entry, with a tree, an audit and a count of its own. Every row is read
/// once; what was found stays found. One caller at a time.
/// </summary>
internal sealed class LogReading(IJournal journal, IKeyCabinet cabinet, string box)
{
    private const int RowsAtOnce = 1_000, MostFindings = 100;

    // Half the cores at most: the ballots that arrive meanwhile come first.
    private static readonly ParallelOptions Gently = new() { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) };

    private readonly string stream = $"box/{box}";
    private readonly CheckedNotes notes = new(journal, $"notes/{box}");
    private readonly MerkleTree tree = new();
    private readonly LogAudit audit = new(BoxKey.Parts(box).Log);
    private readonly Dictionary<string, IReadOnlyList<Digest>> batches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BatchEntry> elsewhere = new(StringComparer.Ordinal);
    private int allotted;
    private readonly HashSet<Digest> active = [];
    private readonly List<SelfCheckFinding> findings = [];
    private readonly HashSet<(string Check, long Entry, string About)> found = [];
    private LogPublicKey key = null!;
    private OpeningCipher? cipher;
    private HashSet<Digest> issued = [];
    private FrozenRules? rules;
    private Paper? paper;
    private int auditFindings;
    private bool stuck;
    private bool mixed, openingsOver;

    /// <summary>Entries read and checked.</summary>
    public long Size => tree.Count;

    /// <summary>Whether there is a log.</summary>
    public bool IsSetUp => notes.Origin.Length > 0;

    /// <summary>
    /// Whether the service has destroyed its copy of the openings key, as it should once the log says that it is needed no more. What was sealed
    /// cannot be looked into any more (I5); everything else can be checked as before.
    /// </summary>
    public bool OpeningsDestroyed { get; private set; }

    /// <summary>The other logs that this main one announced and has not left out.</summary>
    public SortedSet<string> Logs { get; } = new(StringComparer.Ordinal);

    /// <summary>Its own count.</summary>
    public NaiveCount Count { get; } = new();

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<SelfCheckFinding> Findings => findings;

    /// <summary>Reads the notes, and sees that the keys are in their place and the right ones.</summary>
    /// <exception cref="KeyUnavailableException">They are not.</exception>
    public async Task BeginAsync()
    {
        await notes.ReadAsync();
        if (!IsSetUp)
            return;
        foreach (var note in notes.Allotted.Skip(allotted))
            Allot(AllottedBatch.Of(note, audit.Name));
        allotted = notes.Allotted.Count;
        if (!LogPublicKey.TryParseVerifierKey(notes.VerifierKey, out _, out key!))
            throw new KeyUnavailableException($"The key that the log {notes.Origin} was set up with cannot be read in the journal: the database is damaged.");
        var (day, log) = BoxKey.Parts(box);
        var keys = await cabinet.ReadAsync(day, log, CancellationToken.None);
        OpeningsDestroyed = keys.OpeningsDestroyed;
        if (OpeningsDestroyed)
        {
            cipher = null;
            return;
        }
        if (Digest.Sha256(keys.OpeningsKey.Span).ToString() != notes.OpeningsKeyHash)
            throw new KeyUnavailableException($"The openings key of the log {notes.Origin} is not the one it was set up with. Put the right key file back.");
        cipher ??= new OpeningCipher(keys.OpeningsKey.Span);
    }

    private void Allot(Batch batch)
    {
        var manifest = Manifest.Of(batch.Cards.Distinct());
        batches[batch.Id] = batch.Cards;
        audit.AddManifest(batch.Id, manifest);
        audit.Allot(new BatchEntry(batch.Id, audit.Name, manifest.Root, manifest.Size, batch.Maker));
    }

    /// <summary>Holds the batches that this other log has against those that the main log names for it.</summary>
    public void CompareBatches(LogReading main)
    {
        foreach (var batch in notes.Allotted)
            if (!main.elsewhere.TryGetValue(batch.Batch, out var entry) || entry.Log != audit.Name || entry.Root != Manifest.Of(batches[batch.Batch].Distinct()).Root)
                Add(Promises.Cards, -1, $"The batch {batch.Batch} of the log {audit.Name} is not the one that the main log names for it.", batch.Batch);
    }

    /// <summary>Gives this main log another one that was read to its end, so that it can be joined.</summary>
    public void AddLog(LogReading other) => audit.AddLog(other.audit, other.tree);

    /// <summary>Reads on, up to a log size or to the end, whichever comes first.</summary>
    /// <exception cref="JournalUnavailableException">The journal cannot be read; what was read stays checked.</exception>
    public async Task ReadToAsync(long size)
    {
        if (stuck || Size >= size)
            return;
        issued = [.. (await journal.ReadMarksAsync(stream, CancellationToken.None)).Select(card => new Digest(card.Span))];
        var rows = new List<RecordedEvent>(RowsAtOnce);
        await foreach (var recorded in journal.ReadAsync(stream, Size, CancellationToken.None))
        {
            rows.Add(recorded);
            if (rows.Count == RowsAtOnce || recorded.Version == size - 1)
                Take(rows);
            if (stuck || recorded.Version == size - 1)
                break;
        }
        Take(rows);
        if (OpeningsDestroyed && !stuck && !openingsOver && BoxKey.Parts(box).Log == BoxKey.MainLog)
            Add(Promises.Openings, -1, "The openings key was destroyed, and the log says that it is still needed. Give two shares on the console to put it back.");
        CheckUsable();
    }

    /// <summary>Holds the checkpoints signed since the last time, and the one remembered outside the database, against the tree.</summary>
    public async Task CheckCheckpointsAsync()
    {
        foreach (var note in notes.TakeUnchecked())
            CheckNote(note, Promises.Checkpoints, "A checkpoint in the database");
        var (day, log) = BoxKey.Parts(box);
        if (await cabinet.ReadSignedAsync(day, log, CancellationToken.None) is { } remembered)
            CheckNote(remembered, Promises.Memory, $"The checkpoint in {day}/{log}.signed in the key folder");
        else if (notes.Checkpoints > 0)
            Add(Promises.Memory, -1, $"The file {day}/{log}.signed in the key folder is missing, which remembers the last checkpoint signed: the ballot box will not start again without it.");
    }

    /// <summary>Holds what the ballot box says of itself against this reading, which must have come as far.</summary>
    public void Compare(BoxStatus said)
    {
        if (stuck)
            return;
        if (Size < said.LogSize)
        {
            Add(Promises.Box, -1, $"The ballot box says that its log has {said.LogSize} entries, and the journal holds {Size}.");
            return;
        }
        var account = audit.Account;
        Same("ballots that count", said.Ballots, Count.Ballots);
        Same("ballots that count by the audit", said.Ballots, account.Counted);
        Same("casts", said.Casts, account.Casts);
        Same("cards used", said.CardsUsed, account.CardsUsed);
        Same("cards surrendered", said.Surrendered, account.Surrendered);
        Same("cards printed", said.Printed, account.Printed);
        if (rules is not null
            && (!said.PotTotals.Select(pot => (pot.Pot, pot.Amount)).SequenceEqual(audit.PotTotals.Select(pot => (pot.Key, pot.Value)))
                || !said.Withdrawn.SequenceEqual(audit.Withdrawn, StringComparer.Ordinal)))
            Add(Promises.Box, -1, "The ballot box and its log do not agree on what was changed of the money or withdrawn.", "changes");
        if (said.LogKey != notes.VerifierKey || said.Origin != notes.Origin)
            Add(Promises.Box, -1, "The ballot box uses another name or key than the log was set up with.", "key");
        if ((said.Phase == BoxPhase.Closed) != (audit.Close is not null))
            Add(Promises.Box, -1, "The ballot box and its log do not agree on whether voting is closed.", "phase");
        if (said.Issued < said.CardsUsed)
            Add(Promises.Cards, -1, $"{said.CardsUsed} cards were used, and only {said.Issued} were made usable.");

        void Same(string what, long box, long log)
        {
            if (box != log)
                Add(Promises.Box, -1, $"The ballot box counts {box} {what}, and the log holds {log}.", what);
        }
    }

    /// <summary>Says that something is wrong; once, though it is found anew every minute.</summary>
    /// <param name="check">The check and its promise.</param>
    /// <param name="entry">The entry at fault; -1 where it is no single one.</param>
    /// <param name="sentence">What is wrong.</param>
    /// <param name="about">What it is about, where a check says several things that are about no entry.</param>
    public void Add((string Promise, string Check) check, long entry, string sentence, string about = "")
    {
        if (findings.Count < MostFindings && found.Add((check.Check, entry, about)))
            findings.Add(new(check.Promise, check.Check, entry, sentence));
    }

    private void Take(List<RecordedEvent> rows)
    {
        var checked_ = new CheckedRow[rows.Count];
        Parallel.For(0, rows.Count, Gently, at => checked_[at] = CheckedRow.Of(rows[at], notes.Origin, key, cipher));
        foreach (var row in checked_.TakeWhile(_ => !stuck))
            Take(row);
        rows.Clear();
    }

    private void Take(CheckedRow row)
    {
        foreach (var finding in row.Findings)
            Add((finding.Promise, finding.Check), finding.Entry, finding.Sentence, finding.Sentence);
        stuck = row.Entry is null;
        if (row.Entry is not { } entry)
            return;
        tree.Append(row.Leaf);
        Prepare(row, entry);
        audit.Take(row.Index, entry);
        for (; auditFindings < audit.Findings.Count; auditFindings++)
            if (audit.Findings[auditFindings] is var wrong)
                Add((Promises.Of(wrong.Check), wrong.Check), wrong.Entry ?? row.Index, wrong.Reason, wrong.Reason);
        if (row.Ballot.Length > 0 && !IsValid(row.Ballot))
            Add(Promises.Ballots, row.Index, "The ballot that was sealed is not valid under the frozen rules.");
        Count.Take(entry, row.Ballot);
    }

    private void Prepare(CheckedRow row, LogEntry entry)
    {
        switch (entry)
        {
            case BatchEntry batch:
                batches[batch.Batch] = row.Cards;
                audit.AddManifest(batch.Batch, Manifest.Of(row.Cards.Distinct()));
                if (batch.Log != audit.Name)
                    elsewhere[batch.Batch] = batch;
                break;
            case AnnounceEntry announced:
                Logs.Add(announced.Name);
                break;
            case MissingEntry missing:
                Logs.Remove(missing.Log);
                break;
            case ActivateEntry activate:
                active.UnionWith(batches.GetValueOrDefault(activate.Batch, []));
                break;
            case OpenEntry open:
                Freeze(row, open);
                break;
            case MixEntry:
                mixed = true;
                break;
            case ProofEntry or ErasureEntry { What: ErasedThing.OpeningsKey }:
                openingsOver = true;
                break;
            case ReleaseEntry when !mixed:
                openingsOver = true;
                break;
            case CloseEntry:
                audit.AddIssued(Manifest.Of(issued.Union(active)));
                break;
        }
    }

    private void Freeze(CheckedRow row, OpenEntry open)
    {
        var (rulesText, paperText) = row.Frozen;
        if (!FrozenRules.TryParse(rulesText, out rules, out _) || !Paper.TryParse(paperText, out paper, out _)
            || HashOf(rulesText) != open.Rules || HashOf(paperText) != open.Paper)
            Add(Promises.Ballots, row.Index, "The rules or the ballot paper are not those that the log names.");
        audit.Replacement = rules?.Replacement;
        audit.Terms = rules is null || paper is null ? null : FrozenTerms.Of(rules, paper);
    }

    private static Digest HashOf(string text) => Digest.Sha256(System.Text.Encoding.UTF8.GetBytes(text));

    private bool IsValid(string text) =>
        rules is null || paper is null || text == CheckedRow.Unknown || Ballot.TryParse(text, out var ballot, out _) && rules.Form.Check(ballot!, paper) is null;

    private void CheckUsable()
    {
        foreach (var card in Count.Used.Where(card => !issued.Contains(card) && !active.Contains(card)).Take(MostFindings))
            Add(Promises.Usable, -1, $"Card {ShortNumber.Of(card)} was used, and nobody had made it usable.", card.ToString());
    }

    private void CheckNote(string note, (string Promise, string Check) check, string what)
    {
        if (note.Length == 0)
            return;
        if (!Checkpoint.TryOpen(note, key, out var signed) || signed.Origin != notes.Origin)
            Add(check, -1, $"{what} is not signed with the log's key.", note);
        else if (!stuck && signed.Size <= Size ? tree.Root(signed.Size) != signed.Root : check == Promises.Checkpoints && !stuck)
            Add(check, signed.Size - 1, $"{what} over {signed.Size} entries has another root than the entries in the journal, of which there are {Size}.");
    }
}
