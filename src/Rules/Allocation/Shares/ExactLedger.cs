using System.Numerics;

namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>
/// The exact prices of one run, worked out only when asked for. What a living voter holds is the share less the prices
/// of what they helped to buy, so a sum over voters is a whole number of shares less whole numbers of prices: it takes
/// one count over their ballots and one product a purchase. All prices stand over one denominator.
/// </summary>
internal sealed class ExactLedger(SharesProfile profile)
{
    private readonly BallotClasses _ballots = profile.Election.Ballots;
    private readonly List<BigInteger> _prices = [];
    private readonly List<int> _bought = [];
    private readonly int[] _stepOf = new int[profile.Election.Projects.Length];
    private BigInteger _denominator = 1;
    private BigInteger _share;
    private int[] _diedAt = [];

    /// <summary>Begins a run. Money is in voter-ths of a minor unit.</summary>
    /// <param name="share">Each voter's share.</param>
    /// <param name="diedAt">For each class the step in which it gave all it had left, kept up to date by the run; the step's number from 0, or a number never reached.</param>
    public void Begin(BigInteger share, int[] diedAt)
    {
        (_share, _diedAt) = (share, diedAt);
        _prices.Clear();
        _bought.Clear();
        _denominator = 1;
        Array.Fill(_stepOf, -1);
    }

    /// <summary>Notes that a project was bought, by all of its supporters who were still alive.</summary>
    public void Buy(int project)
    {
        _stepOf[project] = _bought.Count;
        _bought.Add(project);
    }

    /// <summary>The exact price of a purchase, per supporter or per unit of worth, in voter-ths of a minor unit.</summary>
    public Fraction PriceOf(int step)
    {
        Settle(step + 1);
        return new(_prices[step], _denominator);
    }

    /// <summary>The weight of those who paid a purchase's full price.</summary>
    public long FullPayers(int step)
    {
        int project = _bought[step];
        long payers = 0;
        for (int at = profile.Start[project]; at < profile.Start[project + 1]; at++)
            if (_diedAt[profile.Classes[at]] > step)
                payers += profile.Numbers[at];
        return payers;
    }

    /// <summary>The price of a project now if exactly these entries pay all they hold, or null when nobody else is left to pay.</summary>
    public Fraction? Price(int project, HashSet<int> poorClasses)
    {
        Settle(_bought.Count);
        var (numerator, weight) = Missing(project, _bought.Count, poorClasses.Contains);
        return weight == 0 ? null : new Fraction(numerator, _denominator * weight);
    }

    /// <summary>The cost less what all supporters hold now: above 0 when they cannot pay.</summary>
    public Fraction Short(int project)
    {
        Settle(_bought.Count);
        return new(Missing(project, _bought.Count, _ => true).Numerator, _denominator);
    }

    /// <summary>The price of a project whose supporters hold exactly its cost now.</summary>
    public Fraction PriceAtEquality(int project) => PriceAtEquality(project, _bought.Count, c => _diedAt[c] >= _bought.Count);

    /// <summary>What a living class holds now.</summary>
    public Fraction Held(int ballotClass)
    {
        Settle(_bought.Count);
        return HeldBefore(ballotClass, _bought.Count);
    }

    private void Settle(int steps)
    {
        for (int step = _prices.Count; step < steps; step++)
        {
            int now = step;
            var (numerator, weight) = Missing(_bought[step], step, c => _diedAt[c] == now);
            if (weight == 0)
            {
                Add(PriceAtEquality(_bought[step], step, c => _diedAt[c] == now));
                continue;
            }
            Add(new Fraction(numerator, _denominator * weight));
        }
    }

    private void Add(Fraction price)
    {
        BigInteger factor = price.Denominator / BigInteger.GreatestCommonDivisor(price.Denominator, _denominator);
        _denominator *= factor;
        if (!factor.IsOne)
            for (int i = 0; i < _prices.Count; i++)
                _prices[i] *= factor;
        _prices.Add(price.Numerator * (_denominator / price.Denominator));
    }

    /// <summary>Where the supporters hold exactly the cost, the price is the most that one of them holds for a unit of worth.</summary>
    private Fraction PriceAtEquality(int project, int step, Func<int, bool> pays)
    {
        Fraction most = new(0, 1);
        for (int at = profile.Start[project]; at < profile.Start[project + 1]; at++)
        {
            if (!pays(profile.Classes[at]))
                continue;
            Fraction held = HeldBefore(profile.Classes[at], step);
            Fraction each = new(held.Numerator, held.Denominator * profile.WorthAt(at));
            if (each > most)
                most = each;
        }
        return most;
    }

    private Fraction HeldBefore(int ballotClass, int steps)
    {
        BigInteger held = _share * _denominator;
        ReadOnlySpan<int> projects = _ballots.ProjectsOf(ballotClass);
        for (int i = 0; i < projects.Length; i++)
            if (_stepOf[projects[i]] is >= 0 and var step && step < steps && Supports(ballotClass, i))
                held -= _prices[step] * Worth(ballotClass, i);
        return new(held, _denominator);
    }

    /// <summary>Cost less what the poor hold, over the common denominator, and the weight of the rest, as things stood before a step.</summary>
    private (BigInteger Numerator, long Weight) Missing(int project, int steps, Func<int, bool> isPoor)
    {
        long shares = 0;
        long richWeight = 0;
        Span<long> parts = steps <= 256 ? stackalloc long[steps] : new long[steps];
        parts.Clear();
        for (int at = profile.Start[project]; at < profile.Start[project + 1]; at++)
        {
            int c = profile.Classes[at];
            if (_diedAt[c] < steps)
                continue;
            if (!isPoor(c))
            {
                richWeight += (long)profile.Numbers[at] * profile.WorthAt(at);
                continue;
            }
            shares += profile.Numbers[at];
            ReadOnlySpan<int> projects = _ballots.ProjectsOf(c);
            for (int i = 0; i < projects.Length; i++)
                if (_stepOf[projects[i]] is >= 0 and var step && step < steps && Supports(c, i))
                    parts[step] += (long)profile.Numbers[at] * Worth(c, i);
        }
        BigInteger held = _share * shares * _denominator;
        for (int step = 0; step < steps; step++)
            if (parts[step] != 0)
                held -= _prices[step] * parts[step];
        return ((BigInteger)profile.Election.Projects[project].Cost * profile.Election.Ballots.Voters * _denominator - held, richWeight);
    }

    private bool Supports(int ballotClass, int entry) => profile.Worth is null || _ballots.ValuesOf(ballotClass)[entry] != 0;

    private int Worth(int ballotClass, int entry) => profile.Worth is null ? 1 : _ballots.ValuesOf(ballotClass)[entry];
}
