using System.Numerics;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// What the voters hold in a run and what projects cost them, in 64-bit whole numbers with proved bounds, and in exact
/// fractions where those leave something open.
/// </summary>
/// <remarks>
/// With P the set of supporters who give all they hold, price = (cost - held by P) / weight of the others; for every
/// other set the right side is below the price. So when holdings are never understated every set P yields a lower
/// bound, and Newton's steps from below reach the right one without sorting. A holding is overstated by at most its
/// error; so is its change with each rise of the shares, which is linear while the same classes give all they hold.
/// </remarks>
internal sealed class Bidding
{
    private readonly SharesProfile _profile;
    private readonly Offer[] _offers;
    private readonly long[] _held;
    private readonly long[] _heldError;
    private readonly long[] _change;
    private readonly long[] _changeError;
    private readonly int[] _diedAt;
    private SharesScale _scale;
    private int _step;

    public Bidding(SharesProfile profile)
    {
        _profile = profile;
        Exact = new(profile);
        _offers = new Offer[profile.Election.Projects.Length];
        int classes = profile.Election.Ballots.Count;
        _held = new long[classes];
        _heldError = new long[classes];
        _change = new long[classes];
        _changeError = new long[classes];
        _diedAt = new int[classes];
    }

    public ExactLedger Exact { get; }

    /// <summary>For how many rises of the shares everything decided so far would be decided the same way.</summary>
    public long SameFor { get; private set; }

    /// <summary>How often bounds left something open.</summary>
    public long ExactDecisions { get; private set; }

    public ref readonly Offer this[int project] => ref _offers[project];

    /// <summary>Gives everyone the share, and fills the list with the projects that could be paid for.</summary>
    public void Begin(BigInteger share, long look, List<int> live)
    {
        _scale = new(_profile, share);
        _step = 0;
        SameFor = Math.Min(look, _scale.MostRises);
        Array.Fill(_held, _scale.Share);
        Array.Fill(_change, _scale.Rise);
        Array.Clear(_heldError);
        Array.Clear(_changeError);
        Array.Fill(_diedAt, int.MaxValue);
        Exact.Begin(share, _diedAt);
        foreach (int project in _profile.Projects)
        {
            if (_scale.Of(_profile.Election.Projects[project].Cost) is not { } cost)
                continue;
            _offers[project] = new(cost, _profile.Divisor(project), _profile.Weights[project]);
            _offers[project].SetLow(new(cost / _profile.Weights[project], 0), 0);
            live.Add(project);
        }
    }

    /// <summary>Marks all bounds as of an earlier step.</summary>
    public void NextStep(List<int> live)
    {
        foreach (int project in live)
        {
            _offers[project].Fresh = false;
            _offers[project].Exact = null;
        }
    }

    /// <summary>Brings a project's bounds up to date, the upper one only if the lower one is not above a rate. False when its supporters cannot pay.</summary>
    public bool Quote(int project, double enough)
    {
        ref Offer offer = ref _offers[project];
        offer.Fresh = true;
        Supporters supporters = new(_profile, project);
        long split = offer.Low.Now;
        while (true)
        {
            var (held, weight) = supporters.Poor(_held, split);
            long rich = offer.Weight - weight;
            if (rich == 0)
            {
                CannotPay(offer.Cost, held, supporters);
                return false;
            }
            long low = FloorDiv(offer.Cost - held, rich);
            bool settled = low <= split;
            offer.SetLow(new(low, 0), split);
            if (!settled && offer.LowRate <= enough)
            {
                split = low;
                continue;
            }
            if (SameFor > 0)
                offer.SetLow(new(low, FloorDiv(-supporters.PoorOther(_held, split, _change), rich)), split);
            if (offer.LowRate <= enough)
                SetHigh(ref offer, supporters, held, rich);
            return true;
        }
    }

    /// <summary>Finds a project's exact price. False when its supporters cannot pay.</summary>
    public bool Pin(int project)
    {
        ref Offer offer = ref _offers[project];
        SameFor = 0;
        if (offer.Exact is not null)
            return true;
        ExactDecisions++;
        offer.Exact = FindExact(project, offer.Split);
        if (offer.Exact is null)
            return false;
        long low = _scale.Floor(offer.Exact.Price.Numerator, offer.Exact.Price.Denominator);
        offer.SetLow(new(low, 0), offer.Split);
        offer.SetHigh(new(low + 1, 0));
        return true;
    }

    /// <summary>Compares two exact prices, each for its worth.</summary>
    public int CompareExact(int a, int b)
    {
        Fraction priceA = _offers[a].Exact!.Price;
        Fraction priceB = _offers[b].Exact!.Price;
        return (priceA.Numerator * priceB.Denominator * _offers[b].Divisor).CompareTo(priceB.Numerator * priceA.Denominator * _offers[a].Divisor);
    }

    /// <summary>Looks for how many rises the best project stays better than each other one.</summary>
    public void LookAhead(int best, List<int> live)
    {
        for (int i = live.Count - 1; i >= 0 && SameFor > 0; i--)
        {
            int other = live[i];
            if (other == best || StaysAbove(best, other) >= SameFor)
                continue;
            if (!_offers[other].Fresh && !Quote(other, double.PositiveInfinity))
                live.RemoveAt(i);
            else
                SameFor = StaysAbove(best, other);
        }
    }

    /// <summary>Makes sure who gives all they hold for a project. False when its supporters cannot pay.</summary>
    public bool Settle(int project)
    {
        ref Offer offer = ref _offers[project];
        if (offer.Exact is not null)
            return true;
        Supporters supporters = new(_profile, project);
        for (int i = 0; i < supporters.Count; i++)
        {
            int c = supporters.Classes[i];
            long worth = supporters.WorthAt(i);
            if (_diedAt[c] < _step)
                continue;
            if (_held[c] < offer.Split * worth)
                SameFor = offer.Low.Now * worth > _held[c] ? new Affine(offer.Low.Now * worth, offer.Low.Change * worth).RisesAbove(new(_held[c], _change[c]), SameFor) : 0;
            else if (_held[c] - _heldError[c] >= offer.High.Now * worth)
                SameFor = Stays(c, offer.High, worth);
            else
                return Pin(project);
        }
        return true;
    }

    /// <summary>Takes the price of a project from its supporters.</summary>
    public void Pay(int project)
    {
        ref Offer offer = ref _offers[project];
        Supporters supporters = new(_profile, project);
        long error = offer.High.Now - offer.Low.Now;
        long changeError = offer.High.Change - offer.Low.Change;
        for (int i = 0; i < supporters.Count; i++)
        {
            int c = supporters.Classes[i];
            long worth = supporters.WorthAt(i);
            if (_diedAt[c] < _step)
                continue;
            if (offer.Exact is { } exact ? exact.Poor.Contains(c) : _held[c] < offer.Split * worth)
            {
                _diedAt[c] = _step;
                _held[c] = _heldError[c] = _change[c] = _changeError[c] = 0;
                continue;
            }
            _held[c] -= offer.Low.Now * worth;
            _heldError[c] += error * worth;
            _change[c] -= offer.Low.Change * worth;
            _changeError[c] += changeError * worth;
        }
        Exact.Buy(project);
        _step++;
    }

    private void SetHigh(ref Offer offer, Supporters supporters, long held, long rich)
    {
        long most = -FloorDiv(held - supporters.PoorOther(_held, offer.Split, _heldError) - offer.Cost, rich);
        long change = 0;
        if (SameFor > 0)
            change = -FloorDiv(supporters.PoorOther(_held, offer.Split, _change) - supporters.PoorOther(_held, offer.Split, _changeError), rich);
        offer.SetHigh(new(Math.Max(most, offer.Split), change));
    }

    private void CannotPay(long cost, long held, Supporters supporters)
    {
        if (SameFor == 0)
            return;
        long change = supporters.PoorOther(_held, long.MaxValue / 2 / supporters.MostWorth, _change);
        SameFor = new Affine(cost, 0).RisesAbove(new(held, change), SameFor);
    }

    private long StaysAbove(int best, int other) => Affine.RisesAbove(
        (Int128)_offers[other].Low.Now * _offers[best].Divisor - (Int128)_offers[best].High.Now * _offers[other].Divisor,
        (Int128)_offers[other].Low.Change * _offers[best].Divisor - (Int128)_offers[best].High.Change * _offers[other].Divisor,
        SameFor);

    /// <summary>For how many rises a class holds a price.</summary>
    private long Stays(int c, Affine price, long worth) => Affine.RisesAbove(
        (Int128)_held[c] - _heldError[c] - (Int128)price.Now * worth + 1,
        (Int128)_change[c] - _changeError[c] - (Int128)price.Change * worth,
        SameFor);

    /// <summary>Newton's steps in exact fractions, from those who hold less than a lower bound of the price.</summary>
    private ExactPrice? FindExact(int project, long split)
    {
        Supporters supporters = new(_profile, project);
        var poor = new HashSet<int>();
        for (int i = 0; i < supporters.Count; i++)
            if (_diedAt[supporters.Classes[i]] >= _step && _held[supporters.Classes[i]] < split * supporters.WorthAt(i))
                poor.Add(supporters.Classes[i]);
        while (true)
        {
            if (Exact.Price(project, poor) is not { } price)
                return Exact.Short(project).Numerator.Sign > 0 ? null : new(Exact.PriceAtEquality(project), poor);
            if (!AddPoor(supporters, price, poor))
                return new(price, poor);
        }
    }

    private bool AddPoor(Supporters supporters, Fraction price, HashSet<int> poor)
    {
        long above = _scale.Floor(price.Numerator, price.Denominator) + 1;
        bool added = false;
        for (int i = 0; i < supporters.Count; i++)
        {
            int c = supporters.Classes[i];
            long worth = supporters.WorthAt(i);
            if (_diedAt[c] < _step || poor.Contains(c) || _held[c] - _heldError[c] >= above * worth)
                continue;
            Fraction held = Exact.Held(c);
            if (held.Numerator * price.Denominator <= price.Numerator * held.Denominator * worth)
                added |= poor.Add(c);
        }
        return added;
    }

    private static long FloorDiv(long a, long b)
    {
        long quotient = a / b;
        return a % b != 0 && a < 0 ? quotient - 1 : quotient;
    }
}
