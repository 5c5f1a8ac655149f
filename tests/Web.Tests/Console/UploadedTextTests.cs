using System.Text;
using PbDecisionDay.Web.Console;

namespace PbDecisionDay.Web.Tests.Console;

/// <summary>One list as the programs of one office save it.</summary>
public sealed class UploadedTextTests
{
    private const string List = "title,ask\nCafé,£800\n";

    public static TheoryData<byte[]> Saved => new()
    {
        Encoding.UTF8.GetBytes(List),
        (byte[])[0xef, 0xbb, 0xbf, .. Encoding.UTF8.GetBytes(List)],
        (byte[])[0xff, 0xfe, .. Encoding.Unicode.GetBytes(List)],
        (byte[])[0xfe, 0xff, .. Encoding.BigEndianUnicode.GetBytes(List)],
        Encoding.Latin1.GetBytes(List),
    };

    [Theory]
    [MemberData(nameof(Saved))]
    public void A_list_reads_the_same_however_it_was_saved(byte[] bytes) =>
        Assert.Equal(List, UploadedText.Decode(bytes));

    [Fact]
    public void What_two_programs_wrote_is_said_by_its_line_and_not_guessed()
    {
        Assert.Equal(3, UploadedText.UnreadLine(UploadedText.Decode([.. "title,ask\nZoë,5\nCaf"u8, 0xe9, .. ",6\n"u8])));
        Assert.Equal(2, UploadedText.UnreadLine(UploadedText.Decode([0xff, 0xfe, .. Encoding.Unicode.GetBytes("title\nx"), 0x00, 0xd8, 0x0a, 0x00])));
        Assert.All(Saved, saved => Assert.Equal(0, UploadedText.UnreadLine(UploadedText.Decode(saved.Data))));
        var (_, _, problems) = RegisterCsv.Read(UploadedText.Decode([.. "name,detail\nZoë,5\nCaf"u8, 0xe9, .. ",6\n"u8]));
        Assert.Equal((3, "Unread"), (problems[0].Row, problems[0].Name));
    }

    [Fact]
    public void The_signs_that_Windows_has_and_Latin_1_has_not_are_read() =>
        Assert.Equal("€5 – “Den”", UploadedText.Decode([0x80, (byte)'5', 0x20, 0x96, 0x20, 0x93, .. "Den"u8, 0x94]));

    [Fact]
    public void Two_letters_of_Windows_that_happen_to_be_right_UTF_8_make_no_mixed_list() =>
        Assert.Equal("“Spaß” für alle", UploadedText.Decode([0x93, .. "Spa"u8, 0xdf, 0x94, .. " f"u8, 0xfc, .. "r alle"u8]));

    [Theory]
    [InlineData("name,detail\nCAFÉ’S,1 High Street\n")]
    [InlineData("name\nCAFÉ’S\nSOIRÉ”\n")]
    [InlineData("name\nSEÑ…\n")]
    public void Capitals_of_Windows_that_happen_to_be_UTF_8_throughout_are_read_as_they_were_written(string list)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(list);
        _ = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        Assert.Equal(list, UploadedText.Decode(bytes));
    }

    // The bytes of these are some text in Windows-1252 too, and what is UTF-8 throughout is UTF-8.
    [Theory]
    [InlineData("CAFÉ’S")]
    [InlineData("é")]
    [InlineData("Ș")]
    [InlineData("Kɔfi")]
    [InlineData("kɔfi, ADƆ")]
    [InlineData("ɒ")]
    [InlineData("CAFÉ, Kɒ")]
    [InlineData("CAFɒ, CAFÉ")]
    [InlineData("ΔΗΜΟΣ")]
    [InlineData("Сад, ђ")]
    [InlineData("BBC Ɔ")]
    [InlineData("名,😀")]
    [InlineData("\u07d2")]
    public void What_is_UTF_8_throughout_is_UTF_8(string text) => Assert.Equal(text, UploadedText.Decode(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_has_the_mark_of_UTF_8_is_UTF_8_whatever_stands_in_it() =>
        Assert.Equal("CAFɒS", UploadedText.Decode([0xef, 0xbb, 0xbf, .. "CAFɒS"u8]));

    public static TheoryData<string, string> OtherAlphabets() => new()
    {
        { "macintosh", "Café Noir" }, { "windows-1250", "Łąka" }, { "windows-1251", "Сад" }, { "shift_jis", "茶" }, { "iso-8859-15", "Œuvre" }, { "windows-1253", "Κήπος" },
    };

    [Theory]
    [MemberData(nameof(OtherAlphabets))]
    public void Letters_of_another_alphabet_are_asked_about(string alphabet, string title)
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(alphabet)!.GetBytes($"title,ask\nWalks,5\n{title},6\n");
        var doubt = Assert.Single(UploadedText.Doubtful(bytes));
        Assert.Equal((3, "LooksMisread"), (doubt.Row, doubt.Name));
    }

    [Theory]
    [InlineData("Café Noir, Señor Núñez, Größe 5 m², ½ price, £900")]
    [InlineData("“L’Œuvre” d’été – Þýðing, CAFÉ’S, Æsir, Ålesund, ‘quoted’")]
    [InlineData("Plain letters")]
    public void Letters_that_a_western_spreadsheet_saves_are_taken_as_they_are(string title) =>
        Assert.Empty(UploadedText.Doubtful(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes($"title,ask\n{title},6\n")));

    [Theory]
    [InlineData("Сад")]
    [InlineData("Łąka, 茶")]
    public void What_is_UTF_8_is_not_asked_about(string title) => Assert.Empty(UploadedText.Doubtful(Encoding.UTF8.GetBytes($"title,ask\n{title},6\n")));
}
