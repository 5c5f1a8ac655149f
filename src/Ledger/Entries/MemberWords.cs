using System.Text;

namespace PbDecisionDay.Ledger.Entries;

/// <summary>The words of an enumeration in entries, in the order of its members.</summary>
internal sealed class MemberWords<T> where T : struct, Enum
{
    private static readonly T[] Members = Enum.GetValues<T>();
    private readonly string[] words;

    public MemberWords(params string[] words) => this.words = words.Length == Members.Length
        ? words
        : throw new ArgumentException($"{typeof(T).Name} has {Members.Length} members.", nameof(words));

    public string this[T member] => words[PlaceOf(member)];

    public bool TryRead(ReadOnlySpan<byte> ascii, out T member)
    {
        member = default;
        for (var at = 0; at < words.Length; at++)
            if (Ascii.Equals(ascii, words[at]))
            {
                member = Members[at];
                return true;
            }
        return false;
    }

    public T Checked(T member) => Members[PlaceOf(member)];

    public override string ToString() => string.Join(", ", words);

    private static int PlaceOf(T member) => Array.IndexOf(Members, member) is var at and >= 0
        ? at
        : throw new ArgumentOutOfRangeException(nameof(member), member, $"{typeof(T).Name} has no such member.");
}
