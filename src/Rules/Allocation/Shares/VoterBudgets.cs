using System.Numerics;
using System.Runtime.CompilerServices;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// What the voters hold in a run and what projects cost them, in 64-bit whole numbers with proved bounds, and in exact
/// fractions where those leave something open. The proofs are in docs/adr/0020.
/// </summary>
/// <remarks>
/// With P the set of supporters who give all they hold, price = (cost - held by P) / weight of the others; for every
/// other set the right side is below the price. So when holdings are never understated every set P yields a lower
/// bound, and Newton's steps from below reach the right one without sorting. A holding is overstated by at most its
/// error; so is its change with each rise of the shares, which is the same as long as the same classes give all they hold.
/// </remarks>
internal sealed class VoterBudgets
{
    private readonly SharesProfile _profile;
    private readonly PriceBounds[] _offers;
    private readonly long[] _held;
    private readonly long[] _error;
    private readonly long[] _change;
    private readonly long[] _changeError;
    private readonly int[] _diedAt;
    private SharesScale _scale;
    private int _step;

    public VoterBudgets(SharesProfile profile)
    {
        _profile = profile;
        Exact = new(profile);
        _offers = new PriceBounds[profile.Election.Projects.Length];
        int classes = profile.Election.Ballots.Count;
        _held = new long[classes];
        _error = new long[classes];
        _change = new long[classes];
        _changeError = new long[classes];
        _diedAt = new int[classes];
    }

    public ExactLedger Exact { get; }

    /// <summary>For how many rises of the shares everything decided so far would be decided the same way.</summary>
    public long SameFor { get; private set; }

    /// <summary>How often bounds left something open.</summary>
    public long ExactDecisions { get; private set; }

    public ref readonly PriceBounds this[int project] => ref _offers[project];

    /// <summary>Whether a project's bounds are of this step, and Newton's steps at their end.</summary>
    public bool IsSettled(int project) => _offers[project].SettledIn == _step;

    /// <summary>Gives everyone the share; tells which projects could be paid for.</summary>
    public IEnumerable<int> Begin(BigInteger share, long look)
    {
        _scale = new(_profile, share);
        _step = 0;
        SameFor = Math.Min(look, _scale.MostRises);
        Array.Fill(_held, _scale.Share);
        Array.Clear(_error);
        Array.Fill(_diedAt, int.MaxValue);
        Array.Fill(_change, _scale.Rise);
        Array.Clear(_changeError);
        Exact.Begin(share, _diedAt);
        foreach (int project in _profile.Projects)
        {
            if (_scale.Of(_profile.Election.Projects[project].Cost) is not { } cost)
                continue;
            _offers[project] = new(cost, _profile.Divisor(project), _profile.Weights[project]);
            yield return project;
        }
    }

    /// <summary>Raises a project's lower bound, to the end of Newton's steps or past a rate. False when its supporters cannot pay.</summary>
    public bool Quote(int project, double enough)
    {
        ref PriceBounds offer = ref _offers[project];
        Supporters supporters = new(_profile, project);
        long split = offer.Low.Now;
        while (true)
        {
            var (held, weight) = supporters.Poor(_held, split);
            long rich = offer.Weight - weight;
            if (rich == 0)
            {
                if (SameFor > 0)
                    SameFor = new Affine(offer.Cost, 0).RisesAbove(new(held, supporters.PoorOther(_held, split, _change)), SameFor);
                return false;
            }
            long low = FloorDiv(offer.Cost - held, rich);
            offer.SetLow(low, 0, split, rich, isPlain: held == 0);
            if (low > split && offer.LowRate <= enough)
            {
                split = low;
                continue;
            }
            if (SameFor > 0 && held != 0)
                offer.SetLow(low, FloorDiv(-supporters.PoorOther(_held, split, _change), rich), split, rich, isPlain: false);
            offer.QuotedIn = _step;
            offer.SettledIn = low <= split ? _step : -1;
            return true;
        }
    }

    /// <summary>Bounds a settled project's price from above and makes sure who gives all they hold. False when its supporters cannot pay.</summary>
    public bool Bound(int project)
    {
        ref PriceBounds offer = ref _offers[project];
        if (offer.BoundIn == _step)
            return true;
        offer.BoundIn = _step;
        offer.Exact = null;
        Supporters supporters = new(_profile, project);
        var (poorError, leastRich) = supporters.Errors(_held, _error, offer.Split);
        long high = Math.Max(offer.Split, offer.Low.Now + 1 + CeilDiv(poorError, offer.Rich));
        long change = 0;
        if (SameFor > 0 && !offer.IsPlain)
            change = offer.Low.Change + 1 + CeilDiv(supporters.PoorOther(_held, offer.Split, _changeError), offer.Rich);
        offer.SetHigh(high, change);
        return leastRich >= high || Pin(project);
    }

    /// <summary>Finds a project's exact price. False when its supporters cannot pay.</summary>
    public bool Pin(int project)
    {
        ref PriceBounds offer = ref _offers[project];
        SameFor = 0;
        if (offer.BoundIn == _step && offer.Exact is not null)
            return true;
        ExactDecisions++;
        if (FindExact(project, offer.Split) is not { } exact)
            return false;
        offer.SetExact(exact, _scale.Floor(exact.Price.Numerator, exact.Price.Denominator));
        return true;
    }

    /// <summary>Compares exactly two prices, each for its worth; of bound projects.</summary>
    public int Compare(int a, int b)
    {
        ref PriceBounds offerA = ref _offers[a];
        ref PriceBounds offerB = ref _offers[b];
        if (offerA.IsPlain && offerB.IsPlain)
            return ((Int128)offerA.Cost * offerB.Rich * offerB.Divisor).CompareTo((Int128)offerB.Cost * offerA.Rich * offerA.Divisor);
        if (!Pin(a) || !Pin(b))
            throw new InvalidOperationException("A bound project's supporters can pay.");
        Fraction priceA = offerA.Exact!.Price;
        Fraction priceB = offerB.Exact!.Price;
        return (priceA.Numerator * priceB.Denominator * offerB.Divisor).CompareTo(priceB.Numerator * priceA.Denominator * offerA.Divisor);
    }

    /// <summary>Looks for how many rises a project stays the best and the same supporters give all they hold for it.</summary>
    public void LookAhead(int best, ReadOnlySpan<int> live)
    {
        LookAtSupporters(best);
        foreach (int other in live)
        {
            if (SameFor == 0)
                return;
            if (other == best || (_offers[best].IsPlain && _offers[other].IsPlain))
                continue;
            if (StaysAbove(best, other) < SameFor && _offers[other].QuotedIn != _step)
                Quote(other, double.PositiveInfinity);
            SameFor = StaysAbove(best, other);
        }
    }

    /// <summary>Takes the price of a bound project from its supporters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pay(int project)
    {
        ref PriceBounds offer = ref _offers[project];
        Supporters supporters = new(_profile, project);
        long error = offer.High.Now - offer.Low.Now;
        long changeError = offer.High.Change - offer.Low.Change;
        bool look = SameFor > 0;
        for (int i = 0; i < supporters.Classes.Length; i++)
        {
            int c = supporters.Classes[i];
            long worth = supporters.WorthAt(i);
            if (offer.Exact is null ? _held[c] < offer.Split * worth : offer.Exact.Poor.Contains(c) || _diedAt[c] < _step)
            {
                _held[c] = _error[c] = _change[c] = _changeError[c] = 0;
                _diedAt[c] = Math.Min(_diedAt[c], _step);
                continue;
            }
            _held[c] -= offer.Low.Now * worth;
            _error[c] += error * worth;
            if (!look)
                continue;
            _change[c] -= offer.Low.Change * worth;
            _changeError[c] += changeError * worth;
        }
        Exact.Buy(project);
        _step++;
    }

    private void LookAtSupporters(int project)
    {
        ref PriceBounds offer = ref _offers[project];
        Supporters supporters = new(_profile, project);
        for (int i = 0; i < supporters.Classes.Length && SameFor > 0; i++)
        {
            int c = supporters.Classes[i];
            long worth = supporters.WorthAt(i);
            if (_diedAt[c] < _step)
                continue;
            bool poor = _held[c] < offer.Split * worth;
            long slack = poor ? offer.Low.Now * worth - _held[c] : _held[c] - _error[c] - offer.High.Now * worth + 1;
            long change = poor ? offer.Low.Change * worth - _change[c] : _change[c] - _changeError[c] - offer.High.Change * worth;
            if (slack <= 0)
                SameFor = 0;
            else if (change < 0)
                SameFor = Math.Min(SameFor, (slack - 1) / -change);
        }
    }

    private long StaysAbove(int best, int other)
    {
        ref PriceBounds offer = ref _offers[best];
        ref PriceBounds rival = ref _offers[other];
        Int128 now = (Int128)rival.Low.Now * offer.Divisor - (Int128)offer.High.Now * rival.Divisor;
        Int128 change = (Int128)rival.Low.Change * offer.Divisor - (Int128)offer.High.Change * rival.Divisor;
        return now <= 0 ? 0 : Affine.RisesAbove(now, change, SameFor);
    }

    /// <summary>Newton's steps in exact fractions, from those who hold less than a lower bound of the price.</summary>
    private ExactPrice? FindExact(int project, long split)
    {
        Supporters supporters = new(_profile, project);
        var poor = new HashSet<int>();
        for (int i = 0; i < supporters.Classes.Length; i++)
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
        for (int i = 0; i < supporters.Classes.Length; i++)
        {
            int c = supporters.Classes[i];
            long worth = supporters.WorthAt(i);
            if (_held[c] - _error[c] >= above * worth || _diedAt[c] < _step || poor.Contains(c))
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

    private static long CeilDiv(long a, long b) => -FloorDiv(-a, b);
}
