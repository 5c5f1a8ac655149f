using PbDecisionDay.Ledger;
using PbDecisionDay.Ledger.Cards;
using PbDecisionDay.Ledger.Trees;


namespace PbDecisionDay.Verifier.Commands.Cards;

/// <summary>A few printed cards, opened by two people and typed or scanned: is each of this batch, does it lead to this day, and what stands outside?</summary>
internal static class SpotCheck
{
    /// <summary>Asks for codes until an empty line or the end. 0 where every card was right and there was one, else 1.</summary>
    public static int Run(Desk desk, CardBatch batch, Manifest numbers)
    {
        List<ShortNumber> opened = [];
        bool good = true;
        while (true)
        {
            desk.Out.Write("Code of an opened card, typed or scanned (Enter ends): ");
            if (desk.In.ReadLine() is not { } line || string.IsNullOrWhiteSpace(line))
                break;
            if (!CardLink.TryRead(line, out CardLink? link, out CardCodeProblem problem))
            {
                desk.Say($"  {Words(problem)}");
                continue;
            }
            Digest number = link.Secret.Derive(batch.Origin).Number;
            string? wrong = !numbers.Contains(number) ? $"NOT of batch {batch.Name}"
                : link.Site is not null && (link.Site != batch.Site || link.Day != batch.Day) ? $"of the batch, but its square code leads to {link.Site}/v/{link.Day} instead of {batch.Site}/v/{batch.Day}"
                : null;
            ShortNumber outside = ShortNumber.Of(number);
            desk.Say(wrong is null ? $"  of the batch; on its outside stands {outside}" : $"  {wrong}");
            good &= wrong is null;
            if (numbers.Contains(number) && !opened.Contains(outside))
                opened.Add(outside);
        }
        desk.Say();
        if (opened.Count > 0)
            desk.Say($"Tear up the opened cards. Once the batch is registered, void them on the console's Cards page: {string.Join(", ", opened)}");
        return good && opened.Count > 0 ? 0 : 1;
    }

    private static string Words(CardCodeProblem problem) => problem switch
    {
        CardCodeProblem.WrongLength => $"a code has {CardSecret.SymbolCount} letters and digits, in six groups of four; please type it again",
        CardCodeProblem.WrongCheckSymbol => "one letter or digit is not as printed; please type it again",
        CardCodeProblem.WrongCharacter => "that holds a character which no code has, or is another square code; the code is on the card's inside",
        CardCodeProblem.Empty or CardCodeProblem.None => "there is no code",
    };
}
