using System.Numerics;

namespace PbDecisionDay.Rules.Tests.Allocating;

/// <summary>A fraction for the naive twins, written apart from the engine's own.</summary>
internal readonly record struct Q : IComparable<Q>
{
    private Q(BigInteger n, BigInteger d)
    {
        BigInteger g = BigInteger.GreatestCommonDivisor(n, d);
        (N, D) = d.Sign < 0 ? (-n / g, -d / g) : (n / g, d / g);
    }

    public BigInteger N { get; }

    public BigInteger D { get; }

    public static Q Of(BigInteger n, BigInteger d) => new(n, d);

    public int CompareTo(Q other) => (N * other.D).CompareTo(other.N * D);

    public static implicit operator Q(long n) => new(n, 1);

    public static Q operator +(Q a, Q b) => new(a.N * b.D + b.N * a.D, a.D * b.D);

    public static Q operator -(Q a, Q b) => new(a.N * b.D - b.N * a.D, a.D * b.D);

    public static Q operator *(Q a, Q b) => new(a.N * b.N, a.D * b.D);

    public static Q operator /(Q a, Q b) => new(a.N * b.D, a.D * b.N);

    public static bool operator <(Q a, Q b) => a.CompareTo(b) < 0;

    public static bool operator >(Q a, Q b) => a.CompareTo(b) > 0;

    public static bool operator <=(Q a, Q b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Q a, Q b) => a.CompareTo(b) >= 0;

    public static Q Min(Q a, Q b) => a < b ? a : b;
}
