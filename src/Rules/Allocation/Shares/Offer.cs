namespace PbDecisionDay.Rules.Allocation.Shares;

/// <summary>What is known of a project's price in a run: bounds now and with each rise, in the scale's unit.</summary>
internal struct Offer(long cost, long divisor, long weight)
{
    /// <summary>More than the relative error of turning a whole number into a double and dividing it.</summary>
    private const double Slack = 1.0 / (1L << 50);

    /// <summary>The cost in the scale's unit.</summary>
    public readonly long Cost = cost;

    /// <summary>By what the price is divided to be compared with another project's.</summary>
    public readonly long Divisor = divisor;

    /// <summary>The supporters, counted by worth.</summary>
    public readonly long Weight = weight;

    /// <summary>A lower bound of the price; it holds for the rest of the run.</summary>
    public Affine Low { get; private set; }

    /// <summary>An upper bound of the price, valid while everyone on the rich side of <see cref="Split"/> holds it.</summary>
    public Affine High { get; private set; }

    /// <summary>Those who hold less than this for a unit of worth give all they hold.</summary>
    public long Split { get; private set; }

    /// <summary>The lower bound for its worth, rounded down.</summary>
    public double LowRate { get; private set; }

    /// <summary>The upper bound for its worth, rounded up.</summary>
    public double HighRate { get; private set; }

    /// <summary>Whether the bounds are of this step.</summary>
    public bool Fresh { get; set; }

    /// <summary>The exact price of this step, where bounds did not do.</summary>
    public ExactPrice? Exact { get; set; }

    public void SetLow(Affine low, long split)
    {
        (Low, Split) = (low, split);
        LowRate = low.Now / (double)Divisor * (1 - Slack);
    }

    public void SetHigh(Affine high)
    {
        High = high;
        HighRate = high.Now / (double)Divisor * (1 + Slack);
    }
}
