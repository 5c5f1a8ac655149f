using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans;
using PbDecisionDay.Contracts.Days;
using PbDecisionDay.Contracts.Stalls;
using PbDecisionDay.Grains.Journal;
using PbDecisionDay.Grains.Texts;
using PbDecisionDay.Storage.Files;
using PbDecisionDay.Storage.Journal;
using PbDecisionDay.Storage.Keys;
using PbDecisionDay.Storage.Register;

namespace PbDecisionDay.Grains.Stalls;

/// <summary>
/// A day's offers: rows that can be erased, with their contacts sealed. Its stream <c>offers/day</c> holds who opened them and nothing else. In memory stand
/// what was offered and the code's hash.
/// </summary>
internal sealed class OffersGrain : Grain, IOffersGrain
{
    private const int CodeSymbols = 12;

    private readonly EventStream<ImmutableArray<OffersOpening>, OffersEvent> _stream;
    private readonly IOfferStore _store;
    private readonly TimeProvider _time;
    private readonly MinuteTurns _turns;
    private readonly string _day, _place;
    private readonly Dictionary<string, (string Stall, OfferKind Kind, ImmutableArray<SharedThing> Things)> _offers = new(StringComparer.Ordinal);
    private readonly ContactsKey _key;

    /// <summary>Called by the grain host.</summary>
    public OffersGrain(IJournal journal, IDayFiles files, IKeyCabinet cabinet, IOfferStore store, MinuteTurns turns, TimeProvider time, ILogger<OffersGrain> logger)
    {
        (_day, _store, _turns, _time) = (this.GetPrimaryKeyString(), store, turns, time);
        _place = $"{_day}#offers";
        _key = new ContactsKey(_day, cabinet, files, logger);
        _stream = new(journal, $"offers/{_day}", OffersEventNames.All, [], OffersEventNames.Apply, DeactivateOnIdle);
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadAsync(cancellationToken);
        foreach (var row in await _store.ReadAsync(_day, cancellationToken)) Remember(row);
        await _key.MoveAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<OffersTold> GetAsync(CancellationToken cancellationToken)
    {
        if (await ReadDayAsync(cancellationToken) is not { } day) return new OffersTold(false, "", []);
        if (OffersDecision.IsOver(day, _time.GetUtcNow())) return new OffersTold(false, OffersDecision.EndsOn(day), []);
        return new OffersTold(OffersDecision.Takes(day, _time.GetUtcNow()), OffersDecision.EndsOn(day),
        [
            .. _offers.Values.GroupBy(offer => (offer.Stall, offer.Kind))
                .Select(offers => new OfferCount(offers.Key.Stall, offers.Key.Kind, Step(offers.Count())))
                .Where(count => count.Count > 0)
                .OrderBy(count => count.Stall, StringComparer.Ordinal).ThenBy(count => count.Kind),
        ])
        {
            Shared =
            [
                .. _offers.Values.SelectMany(offer => offer.Things, (offer, thing) => (offer.Stall, Thing: thing)).GroupBy(shared => shared)
                    .Select(shared => new SharedCount(shared.Key.Stall, shared.Key.Thing, Step(shared.Count())))
                    .Where(count => count.Count > 0)
                    .OrderBy(count => count.Stall, StringComparer.Ordinal).ThenBy(count => count.Thing),
            ],
        };
    }

    /// <inheritdoc/>
    public async Task<LeftOffer> LeaveAsync(LeaveOffer offer, CancellationToken cancellationToken)
    {
        offer = offer with { Contact = PlainText.Composed(PlainText.WithoutHidden(offer.Contact).Trim()) };
        var kept = _offers.Values.Count(one => string.Equals(one.Stall, offer.Stall, StringComparison.Ordinal));
        if (OffersDecision.Refusal(await ReadDayAsync(cancellationToken), kept, offer, _time.GetUtcNow()) is { } refusal) return new LeftOffer(refusal, "");
        // What is refused costs nobody a turn.
        if (!_turns.Take($"{_place}/{offer.Stall}", IOffersGrain.MostOfStallInMinute) || !_turns.Take(_place, IOffersGrain.MostInMinute)) return new LeftOffer(LeaveStatus.Wait, "");
        var seal = await MakeSealAsync();
        var code = SecretCode.New(CodeSymbols);
        var hash = SecretCode.Hash(code);
        var row = new OfferRow(hash, offer.Stall, OfferWords.Of(offer.Kind, OfferWords.Things(offer)), seal.Close(hash, offer.Contact));
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
        var seal = new ContactSeal(await _key.ReadAsync(cancellationToken) ?? throw _key.Missing());
        return [.. rows.Select(row => Opened(row, seal)).OrderBy(offer => offer.Kind)];
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<OffersOpening>> ListOpeningsAsync(CancellationToken cancellationToken) => Task.FromResult(_stream.State);

    /// <inheritdoc/>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        // The key first: whatever a copy of the rows still holds, nobody opens it.
        await WriteAsync(() => _key.DestroyAsync(cancellationToken));
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

    private void Remember(OfferRow row)
    {
        var (kind, things) = OfferWords.Read(row.Kind);
        _offers[Convert.ToBase64String(row.CodeHash.Span)] = (row.Stall, kind, things);
    }

    private static OpenedOffer Opened(OfferRow row, ContactSeal seal)
    {
        var (kind, things) = OfferWords.Read(row.Kind);
        return new OpenedOffer(kind, seal.Open(row.CodeHash.Span, row.Contact.Span)) { Things = things };
    }

    private static int Step(int count) => count / IOffersGrain.LeastTold * IOffersGrain.LeastTold;

    /// <summary>The seal, whose key is made with the first offer. Where contacts are kept already no other key is ever made.</summary>
    private async Task<ContactSeal> MakeSealAsync()
    {
        if (await _key.ReadAsync(CancellationToken.None) is { } key) return new ContactSeal(key);
        if (_offers.Count > 0) throw _key.Missing();
        return new ContactSeal(await _key.MakeAsync(CancellationToken.None));
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
