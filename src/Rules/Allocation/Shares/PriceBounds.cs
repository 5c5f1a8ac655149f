namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>What is known of a project's price in a run: bounds now and with each rise, in the scale's unit.</summary>
internal struct PriceBounds
{
    /// <summary>More than the relative error of turning a whole number into a double and dividing it.</summary>
    private const double Slack = 1.0 / (1L << 50);

    public PriceBounds(long cost, long divisor, long weight)
    {
        (Cost, Divisor, Weight) = (cost, divisor, weight);
        QuotedIn = SettledIn = BoundIn = -1;
        SetLow(cost / weight, 0, 0, weight, isPlain: true);
    }

    /// <summary>The cost in the scale's unit.</summary>
    public long Cost { get; }

    /// <summary>By what the price is divided to be compared with another project's.</summary>
    public long Divisor { get; }

    /// <summary>The supporters, counted by worth.</summary>
    public long Weight { get; }

    /// <summary>A lower bound of the price; it holds for the rest of the run.</summary>
    public Affine Low { get; private set; }

    /// <summary>An upper bound of the price, valid in the step of <see cref="BoundIn"/>.</summary>
    public Affine High { get; private set; }

    /// <summary>Those who hold less than this for a unit of worth are taken to give all they hold.</summary>
    public long Split { get; private set; }

    /// <summary>The supporters on the other side of <see cref="Split"/>, counted by worth.</summary>
    public long Rich { get; private set; }

    /// <summary>Whether nobody below <see cref="Split"/> holds anything, so that cost / rich is a lower bound that never changes, and exact where it is the price.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>The lower bound for its worth, rounded down.</summary>
    public double LowRate { get; private set; }

    /// <summary>The upper bound for its worth, rounded up.</summary>
    public double HighRate { get; private set; }

    /// <summary>The step in which the lower bound was last brought up to date.</summary>
    public int QuotedIn { get; set; }

    /// <summary>The step in which Newton's steps were last carried to their end.</summary>
    public int SettledIn { get; set; }

    /// <summary>The step in which it was last made sure that the supporters can pay and on which side each stands.</summary>
    public int BoundIn { get; set; }

    /// <summary>The exact price, where bounds did not do; null otherwise.</summary>
    public ExactPrice? Exact { get; set; }

    public void SetLow(long now, long change, long split, long rich, bool isPlain)
    {
        (Low, Split, Rich, IsPlain) = (new(now, change), split, rich, isPlain);
        LowRate = now / (double)Divisor * (1 - Slack);
    }

    public void SetHigh(long now, long change)
    {
        High = new(now, change);
        HighRate = now / (double)Divisor * (1 + Slack);
    }

    public void SetExact(ExactPrice exact, long floor)
    {
        Exact = exact;
        SetLow(floor, 0, Split, Rich, isPlain: false);
        SetHigh(floor + 1, 0);
    }
}
