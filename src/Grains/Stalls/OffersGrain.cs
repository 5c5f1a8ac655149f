using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Rules.Text;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>
/// A day's offers: rows that can be erased, with their contacts sealed. Its stream <c>offers/day</c> holds who opened them and nothing else. In memory stand
/// what was offered and the code's hash.
/// </summary>
internal sealed class OffersGrain : Grain, IOffersGrain
{
    private const int CodeSymbols = 12;
    private const string Key = "key";

    private readonly EventStream<ImmutableArray<OffersOpening>, OffersEvent> _stream;
    private readonly IOfferStore _store;
    private readonly IDayFiles _files;
    private readonly TimeProvider _time;
    private readonly MinuteTurns _turns;
    private readonly string _day, _place;
    private readonly Dictionary<string, (string Stall, OfferKind Kind)> _offers = new(StringComparer.Ordinal);
    private ContactSeal? _seal;

    /// <summary>Called by the grain host.</summary>
    public OffersGrain(IJournal journal, IDayFiles files, IOfferStore store, MinuteTurns turns, TimeProvider time)
    {
        (_day, _files, _store, _turns, _time) = (this.GetPrimaryKeyString(), files, store, turns, time);
        // Apart from the files of the day's boxes, which are published: no box's key holds this sign.
        _place = $"{_day}#offers";
        _stream = new(journal, $"offers/{_day}", OffersEventNames.All, [], OffersEventNames.Apply, DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadAsync(cancellationToken);
        foreach (var row in await _store.ReadAsync(_day, cancellationToken)) Remember(row);
        var file = (await _files.ListAsync(_place, cancellationToken)).FirstOrDefault(kept => string.Equals(kept.Name, Key, StringComparison.Ordinal));
        if (file is not null) _seal = new ContactSeal((await _files.ReadAsync(file, 0, cancellationToken)).ToArray());
    }

    /// <inheritdoc/>
    public async Task<OffersTold> GetAsync(CancellationToken cancellationToken)
    {
        if (await ReadDayAsync(cancellationToken) is not { } day) return new OffersTold(false, "", []);
        if (OffersDecision.IsOver(day, _time.GetUtcNow())) return new OffersTold(false, OffersDecision.EndsOn(day), []);
        return new OffersTold(OffersDecision.Takes(day, _time.GetUtcNow()), OffersDecision.EndsOn(day),
        [
            .. _offers.Values.GroupBy(offer => offer)
                .Select(offers => new OfferCount(offers.Key.Stall, offers.Key.Kind, offers.Count() / IOffersGrain.LeastTold * IOffersGrain.LeastTold))
                .Where(count => count.Count > 0)
                .OrderBy(count => count.Stall, StringComparer.Ordinal).ThenBy(count => count.Kind),
        ]);
    }

    /// <inheritdoc/>
    public async Task<LeftOffer> LeaveAsync(LeaveOffer offer, CancellationToken cancellationToken)
    {
        offer = offer with { Contact = PlainText.Composed(offer.Contact.Trim()) };
        var kept = _offers.Values.Count(one => string.Equals(one.Stall, offer.Stall, StringComparison.Ordinal));
        if (OffersDecision.Refusal(await ReadDayAsync(cancellationToken), kept, offer, _time.GetUtcNow()) is { } refusal) return new LeftOffer(refusal, "");
        // What is refused costs nobody a turn.
        if (!_turns.Take($"{_place}/{offer.Stall}", IOffersGrain.MostOfStallInMinute) || !_turns.Take(_place, IOffersGrain.MostInMinute)) return new LeftOffer(LeaveStatus.Wait, "");
        var seal = await MakeKeyAsync();
        var code = SecretCode.New(CodeSymbols);
        var hash = SecretCode.Hash(code);
        var row = new OfferRow(hash, offer.Stall, Words.Of(offer.Kind), seal.Close(hash, offer.Contact));
        await WriteAsync(() => _store.AddAsync(_day, row, CancellationToken.None));
        Remember(row);
        return new LeftOffer(LeaveStatus.Left, $"{code[..4]}-{code[4..8]}-{code[8..]}");
    }

    /// <inheritdoc/>
    public async Task<TakeBackResult> TakeBackAsync(string code, CancellationToken cancellationToken)
    {
        if (SecretCode.Normalise(code).Length != CodeSymbols) return TakeBackResult.Unknown;
        if (!_turns.Take($"{_place}-codes", IOffersGrain.MostCodesInMinute)) return TakeBackResult.Wait;
        var hash = SecretCode.Hash(code);
        var erased = false;
        await WriteAsync(async () => erased = await _store.EraseAsync(_day, hash, cancellationToken));
        _offers.Remove(Convert.ToBase64String(hash));
        return erased ? TakeBackResult.Erased : TakeBackResult.Unknown;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<OpenedOffer>> OpenAsync(string stall, string by, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(by);
        if (await ReadDayAsync(cancellationToken) is not { } day || !day.Proposals.Contains(stall, StringComparer.Ordinal)) return [];
        if (OffersDecision.IsOver(day, _time.GetUtcNow())) return [];
        var rows = (await _store.ReadAsync(_day, cancellationToken)).Where(row => string.Equals(row.Stall, stall, StringComparison.Ordinal)).ToArray();
        await _stream.AppendAsync([new OffersOpened(stall, by, _time.GetUtcNow())], CancellationToken.None);
        if (rows.Length == 0) return [];
        var seal = _seal ?? throw new InvalidDataException($"The key to the contacts of the day {_day} is not there.");
        return [.. rows.Select(row => new OpenedOffer(KindOf(row), seal.Open(row.CodeHash.Span, row.Contact.Span))).OrderBy(offer => offer.Kind)];
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OffersOpening>> ListOpeningsAsync(CancellationToken cancellationToken) => Task.FromResult(_stream.State);

    /// <inheritdoc/>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        // The key first: whatever a copy of the rows still holds, nobody opens it.
        await WriteAsync(() => _files.EraseAsync(_place, Key, cancellationToken));
        _seal = null;
        await WriteAsync(() => _store.EraseAllAsync(_day, CancellationToken.None));
        _offers.Clear();
    }

    /// <inheritdoc/>
    public async Task<bool> EndAsync(CancellationToken cancellationToken)
    {
        if (await ReadDayAsync(cancellationToken) is not { } day || !OffersDecision.IsOver(day, _time.GetUtcNow())) return false;
        await EraseAsync(cancellationToken);
        return true;
    }

    private Task<DayView?> ReadDayAsync(CancellationToken cancellationToken) => GrainFactory.GetGrain<IDecisionDayGrain>(_day).GetAsync(cancellationToken);

    private void Remember(OfferRow row) => _offers[Convert.ToBase64String(row.CodeHash.Span)] = (row.Stall, KindOf(row));

    private static OfferKind KindOf(OfferRow row) =>
        Words.TryRead<OfferKind>(row.Kind, out var kind) ? kind : throw new InvalidDataException($"An offer of the kind '{row.Kind}' is not known.");

    /// <summary>Makes the key with the first offer: the file is durable before anything is sealed under it.</summary>
    private async Task<ContactSeal> MakeKeyAsync()
    {
        if (_seal is not null) return _seal;
        var key = RandomNumberGenerator.GetBytes(ContactSeal.KeyBytes);
        await WriteAsync(() => _files.WriteAsync(_place, Key, new MemoryStream(key, writable: false), CancellationToken.None));
        return _seal = new ContactSeal(key);
    }

    /// <summary>After a write whose outcome is not known the next activation reads what is true.</summary>
    private async Task WriteAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
